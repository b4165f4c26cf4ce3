use std::future::Future;
use std::io;

/// How much nicer than others the threads in the background are, of 19.
#[cfg(target_os = "linux")]
const GIVE_WAY: i32 = 5;

/// The async runtime of a command, which never waits for what is still under way when it goes.
///
/// tokio's own would wait for every look-up of a host name; dropped here, on return, error or panic, those
/// are left behind, so that leaving takes no longer than it takes to say so.
#[derive(Debug)]
pub struct AsyncRuntime(Option<tokio::runtime::Runtime>);

impl AsyncRuntime {
    /// Starts a thread for each processor.
    ///
    /// # Errors
    ///
    /// When the system gives no threads.
    pub fn start() -> io::Result<Self> {
        Self::build(&mut tokio::runtime::Builder::new_multi_thread())
    }

    /// Starts one thread, for what does one thing after the other. Where there are more, each of them is woken to look for
    /// work that one alone has: a list costs an eighth less processor time with one.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub fn start_with_one_thread() -> io::Result<Self> {
        Self::build(tokio::runtime::Builder::new_multi_thread().worker_threads(1))
    }

    fn build(builder: &mut tokio::runtime::Builder) -> io::Result<Self> {
        let runtime = builder.enable_all().on_thread_start(give_way).build()?;
        Ok(Self(Some(runtime)))
    }

    /// Runs a future on this thread to its end.
    ///
    /// # Errors
    ///
    /// Never, as long as the runtime is there.
    pub fn block_on<F: Future>(&self, future: F) -> io::Result<F::Output> {
        let runtime = self.0.as_ref().ok_or_else(|| io::Error::other("the runtime is gone"))?;
        Ok(runtime.block_on(future))
    }

    /// Runs a future in the background, for as long as the runtime is there.
    ///
    /// # Errors
    ///
    /// Never, as long as the runtime is there.
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let runtime = self.0.as_ref().ok_or_else(|| io::Error::other("the runtime is gone"))?;
        runtime.spawn(future);
        Ok(())
    }
}

/// Lets the threads in the background give way to the one that takes keys and draws, where there are fewer processors
/// than work. Only Linux has a niceness for each thread; elsewhere it would be the whole program's.
fn give_way() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(GIVE_WAY) {
        tracing::debug!("background threads are as urgent as any: {error}");
    }
}

impl Drop for AsyncRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
