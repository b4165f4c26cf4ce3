use super::Needle;
use proptest::prelude::*;

fn places(text: &str, wanted: &str) -> Vec<String> {
    let places = Needle::new(wanted).map(|needle| needle.places(text)).unwrap_or_default();
    places.into_iter().map(|place| text[place].to_owned()).collect()
}

#[test]
fn places_follow_smart_case_and_do_not_overlap() {
    assert_eq!(places("Cat, cat", "cat"), ["Cat", "cat"]);
    assert_eq!(places("Cat, cat", "Cat"), ["Cat"]);
    assert_eq!(places("aaaa", "aa"), ["aa", "aa"]);
    assert_eq!(places("ÉTÉ, été", "été"), ["ÉTÉ", "été"]);
    assert!(places("abc", "").is_empty());
}

#[test]
fn what_differs_in_case_only_is_marked_too() {
    assert_eq!(places("ΟΔΟΣ οδος οδοσ", "οδος"), ["ΟΔΟΣ", "οδος", "οδοσ"]);
    assert_eq!(places("Straße STRAẞE", "straße"), ["Straße", "STRAẞE"]);
    assert_eq!(places("300 \u{212A}", "k"), ["\u{212A}"]);
    assert_eq!(places("İzmir izmir", "izmir"), ["izmir"]);
    assert_eq!(places("İzmir", "i"), ["İ", "i"]);
    assert_eq!(places("ıſ", "is"), ["ıſ"]);
}

/// Text in which letters meet that differ in case only.
fn tricky() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "aAbB iIıİsSſßẞkK\u{212A}σςΣéÉ\u{307}ǆǅǄﬁ日".chars().collect();
    prop::collection::vec(prop::sample::select(letters), 0..24)
        .prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn a_text_has_places_exactly_if_it_holds_the_needle(text in tricky(), wanted in tricky()) {
        for wanted in [wanted.as_str(), wanted.get(..wanted.chars().next().map_or(0, char::len_utf8)).unwrap_or("")] {
            let Some(needle) = Needle::new(wanted) else { continue };
            let places = needle.places(&text);
            prop_assert_eq!(!places.is_empty(), needle.is_in(&text), "{:?} in {:?}", wanted, text);
            let mut end = 0;
            for place in places {
                prop_assert!(end <= place.start && place.start < place.end);
                end = place.end;
                // Each place is whole characters, and holds the needle itself.
                prop_assert!(needle.is_in(&text[place]));
            }
        }
    }
}
