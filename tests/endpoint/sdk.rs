use crate::support::{Desk, HIT, assignment, hit};
use aws_sdk_mturk::Client;
use aws_sdk_mturk::config::retry::RetryConfig;
use aws_sdk_mturk::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_mturk::error::ProvideErrorMetadata;
use aws_sdk_mturk::types::{AssignmentStatus, HitStatus};
use hitdeck::model::Status::{Rejected, Submitted};

/// The SDK over plain HTTP, without retries.
pub(crate) fn client(url: &str) -> Client {
    let config = aws_sdk_mturk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("AKTEST", "secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

#[tokio::test]
async fn the_sdk_reads_every_member_as_it_was_put_in() {
    let desk = Desk::new().await;
    desk.submitted(&[Rejected]);
    let put = assignment(0, Rejected);
    let answer = client(&desk.endpoint.url()).get_assignment().assignment_id("3A0").send().await.unwrap();
    let got = answer.assignment().unwrap();
    assert_eq!(got.worker_id(), Some("AW0"));
    assert_eq!(got.assignment_status(), Some(&AssignmentStatus::Rejected));
    assert_eq!(got.answer(), put.answer.as_deref());
    let gap = got.submit_time().unwrap().as_secs_f64() - got.accept_time().unwrap().as_secs_f64();
    assert!((gap - 40.0).abs() < 0.001, "{gap}");
    assert!(got.approval_time().is_none() && got.rejection_time().is_some());
    let of = answer.hit().unwrap();
    let put = hit(HIT);
    assert_eq!((of.title(), of.reward()), (Some(put.title.as_str()), Some("0.50")));
    assert_eq!(of.hit_status(), Some(&HitStatus::Assignable));
    assert_eq!(of.assignment_duration_in_seconds(), Some(600));
}

#[tokio::test]
async fn the_sdks_paginator_walks_a_chain() {
    let desk = Desk::new().await;
    desk.submitted(&[Submitted; 7]);
    let client = client(&desk.endpoint.url());
    let mut pages = client.list_assignments_for_hit().hit_id(HIT).into_paginator().page_size(3).send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().assignments().len());
    }
    assert_eq!(sizes, [3, 3, 1]);
}

#[tokio::test]
async fn the_sdk_reads_the_services_errors() {
    let desk = Desk::new().await;
    let error =
        client(&desk.endpoint.url()).get_hit().hit_id("3NONE").send().await.unwrap_err().into_service_error();
    assert_eq!(error.code(), Some("RequestError"));
    let aws_sdk_mturk::operation::get_hit::GetHITError::RequestError(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.turk_error_code(), Some("AWS.MechanicalTurk.HITDoesNotExist"));
}
