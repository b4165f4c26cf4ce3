use super::{Emulator, EmulatorError, Seek, Slice};
use crate::model::{WorkerBlock, WorkerId};
use rusqlite::params;

impl Emulator {
    /// Blocks a worker, or gives a new reason for the block that stands.
    ///
    /// # Errors
    ///
    /// When nobody with this id ever worked here.
    pub fn block(&self, block: &WorkerBlock) -> Result<(), EmulatorError> {
        self.known(&block.worker)?;
        self.lock().execute(
            "INSERT INTO blocks (worker, reason) VALUES (?1, ?2) \
             ON CONFLICT (worker) DO UPDATE SET reason = excluded.reason",
            params![block.worker.as_str(), block.reason],
        )?;
        Ok(())
    }

    /// Lets a worker work again; nothing happens where there was no block.
    ///
    /// # Errors
    ///
    /// When nobody with this id ever worked here.
    pub fn unblock(&self, worker: &WorkerId) -> Result<(), EmulatorError> {
        self.known(worker)?;
        self.lock().execute("DELETE FROM blocks WHERE worker = ?1", [worker.as_str()])?;
        Ok(())
    }

    /// Refuses a worker who never worked here. Nobody who did is ever forgotten, so this stays true.
    fn known(&self, worker: &WorkerId) -> Result<(), EmulatorError> {
        match self.worker(worker)? {
            Some(_) => Ok(()),
            None => Err(EmulatorError::NoSuchWorker(worker.clone())),
        }
    }

    /// A piece of the list of blocks.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn blocks(&self, seek: Seek) -> Result<Slice<WorkerBlock>, EmulatorError> {
        let connection = self.lock();
        let mut statement = connection
            .prepare_cached("SELECT seq, worker, reason FROM blocks WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
        let rows = statement.query(params![seek.after, seek.limit])?;
        Slice::read(rows, seek.limit, |row| {
            Ok(WorkerBlock { worker: WorkerId::from_service(row.get::<_, String>(1)?), reason: row.get(2)? })
        })
    }
}
