use super::*;
use crate::source::PageToken;
use clap::Parser;

#[derive(Debug, Parser)]
struct Line {
    #[command(flatten)]
    review: ReviewArgs,
}

fn parse(args: &[&str]) -> Result<ReviewArgs, String> {
    let args = std::iter::once(&"hitdeck").chain(args);
    Line::try_parse_from(args).map(|line| line.review).map_err(|error| error.to_string())
}

#[test]
fn each_status_has_a_chain_of_its_own_and_submitted_comes_first() {
    let args = parse(&["3HIT"]).unwrap();
    let order = [Status::Submitted, Status::Approved, Status::Rejected].map(StatusSet::only);
    assert_eq!(args.plan().chains, order);
    assert_eq!(args.plan().page_size, 100);
    assert_eq!(args.first_tab(), StatusSet::only(Status::Submitted));
}

#[test]
fn a_token_or_a_limit_asks_for_one_list_as_the_aws_cli_does() {
    for flags in [&["--starting-token", "p1:abc"][..], &["--max-items", "5"], &["--no-paginate"]] {
        let args = parse(&[&["3HIT"], flags].concat()).unwrap();
        assert_eq!(args.plan().chains, [StatusSet::ALL], "{flags:?}");
        assert_eq!(args.first_tab(), StatusSet::ALL, "{flags:?}");
    }
    let both: StatusSet = [Status::Approved, Status::Rejected].into_iter().collect();
    let args =
        parse(&["--hit-id", "3HIT", "--max-items", "5", "--assignment-statuses", "Approved", "Rejected"]);
    assert_eq!(args.unwrap().plan().chains, [both]);
}

#[test]
fn a_token_of_the_aws_cli_starts_at_its_page() {
    let start = |token: &str| parse(&["3HIT", "--starting-token", token]).map(|args| args.plan().start);
    let page = Some(PageToken("p1:abc".into()));
    assert_eq!(start("p1:abc"), Ok(page.clone()));
    // {"NextToken": "p1:abc"} and {"NextToken": null, "boto_truncate_amount": 2}
    assert_eq!(start("eyJOZXh0VG9rZW4iOiAicDE6YWJjIn0="), Ok(page));
    assert_eq!(start("eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ=="), Ok(None));
    for bad in ["", "eyJNYXJrZXIiOiAieCJ9", &"x".repeat(256)] {
        assert!(start(bad).unwrap_err().contains("token"), "{bad}");
    }
}

#[test]
fn only_the_statuses_asked_for_are_loaded_and_shown() {
    let args = parse(&["3HIT", "--assignment-statuses", "Approved,Rejected"]).unwrap();
    assert_eq!(args.plan().chains.len(), 2);
    assert_eq!(args.first_tab(), [Status::Approved, Status::Rejected].into_iter().collect());
}

#[test]
fn hits_come_as_arguments_and_by_flag_and_each_is_reviewed_once() {
    let args = parse(&["3A", "3A", "--hit-id", "3B", "--hit-id", "3C", "--hit-id", "3A"]).unwrap();
    let ids: Vec<String> = args.plan().hits.iter().map(HitId::to_string).collect();
    assert_eq!(ids, ["3A", "3B", "3C"]);
}

#[test]
fn mistakes_are_told_before_anything_is_asked() {
    for (flags, word) in [
        (&["lower"][..], "is not a HIT id"),
        (&["3A", "--page-size", "101"], "1..=100"),
        (&["3A", "--assignment-statuses", "submitted"], "Submitted"),
        (&["--demo", "--sandbox"], "cannot be used with"),
        (&["3A", "--latency", "5"], "--demo"),
    ] {
        let error = parse(flags).unwrap_err();
        assert!(error.contains(word), "{flags:?}: {error}");
    }
}
