use super::{AnswerLayout, LabelWidths, Line, Role, lines, raw_lines};
use crate::answer::parse;

const WIDE: AnswerLayout = AnswerLayout { width: 60, unfolded: false, ascii: false, labels: 0 };

/// Lines as text, without blanks at their ends.
fn picture(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text().trim_end().to_owned() + "\n").collect()
}

/// A document whose questions are given as identifier and elements.
fn document(questions: &[(&str, &str)]) -> String {
    let answer = |(name, rest): &(&str, &str)| {
        format!("<Answer><QuestionIdentifier>{name}</QuestionIdentifier>{rest}</Answer>")
    };
    format!("<QuestionFormAnswers>{}</QuestionFormAnswers>", questions.iter().map(answer).collect::<String>())
}

/// The pane of such a document.
fn pane(questions: &[(&str, &str)], layout: AnswerLayout) -> String {
    let xml = document(questions);
    picture(&lines(&parse(&xml), &xml, &layout))
}

/// The pane of what a crowd-form sent.
fn task(json: &str, layout: AnswerLayout) -> String {
    pane(&[("taskAnswers", &format!("<FreeText>{json}</FreeText>"))], layout)
}

/// Asserts a picture that is written indented, starting on a line of its own.
#[track_caller]
fn assert_picture(picture: &str, expected: &str) {
    let margin = expected.lines().skip(1).filter(|line| !line.trim().is_empty());
    let margin = margin.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: String = expected
        .trim_end()
        .lines()
        .skip(1)
        .map(|line| line.get(margin..).unwrap_or("").to_owned() + "\n")
        .collect();
    assert_eq!(picture, expected, "\n{picture}");
}

#[test]
fn names_stand_left_of_wrapped_values() {
    let questions = [
        ("colour", "<FreeText>blue</FreeText>"),
        (
            "comment",
            "<FreeText>The left one has a worn sole, so I was not sure whether it counts.\n\n  Thanks\n</FreeText>",
        ),
        ("empty", "<FreeText/>"),
    ];
    assert_picture(
        &pane(&questions, AnswerLayout { width: 40, ..WIDE }),
        "
        colour   blue
        comment  The left one has a worn sole,
                 so I was not sure whether it
                 counts.

                   Thanks
        empty    –
        ",
    );
}

#[test]
fn a_long_name_stands_above_its_value() {
    let questions = [
        ("a", "<FreeText>1</FreeText>"),
        ("Which of the two pictures is older, and why?", "<FreeText>first</FreeText>"),
    ];
    assert_picture(
        &pane(&questions, AnswerLayout { width: 30, ..WIDE }),
        "
        a  1
        Which of the two pictures is
        older, and why?
           first
        ",
    );
}

#[test]
fn values_stand_in_one_column_in_all_answers_of_a_hit() {
    let long = "What you noticed about the picture, in your own words";
    let first =
        document(&[("department", "<FreeText>Bags</FreeText>"), (long, "<FreeText>nothing</FreeText>")]);
    let second = [("why", "<FreeText>It is one.</FreeText>"), ("csrf_token", "<FreeText>f</FreeText>")];
    let mut widths = LabelWidths::default();
    for xml in [&first, &document(&second)] {
        widths.note(&parse(xml));
    }
    let layout = AnswerLayout { labels: widths.beside(60, false), ..WIDE };
    assert_picture(&pane(&second, layout), "\nwhy         It is one.");
    assert_eq!(widths.beside(20, false), 3, "in a narrow pane the long names stand above their values");
    assert_eq!(widths.beside(200, false), 53);
    assert_eq!(widths.answers(), 2);
}

#[test]
fn selections_and_uploads_are_marked() {
    let questions = [
        ("one", "<SelectionIdentifier>yes</SelectionIdentifier>"),
        (
            "many",
            "<SelectionIdentifier>a</SelectionIdentifier><SelectionIdentifier>b</SelectionIdentifier>\
             <OtherSelectionText>c</OtherSelectionText>",
        ),
        ("none", ""),
        (
            "file",
            "<UploadedFileSizeInBytes>12595</UploadedFileSizeInBytes><UploadedFileKey>k/1</UploadedFileKey>",
        ),
    ];
    assert_picture(
        &pane(&questions, WIDE),
        "
        one   yes
        many  ✓ a   ✓ b
              other  c
        none  –
        file  k/1, 12.3 KiB
        ",
    );
}

#[test]
fn crowd_forms_are_shown_by_what_they_mean() {
    let json = r#"[{
        "category": {"label": "shoes"},
        "topics": {"labels": ["outdoor", "worn"]},
        "visible": {"logo": true, "laces": true, "box": false},
        "fit": {"1": false, "2": false, "3": false, "4": true, "5": false},
        "sure": {"yes": true},
        "agreed": true,
        "nothing": null,
        "count": 3.5,
        "ratings": [4, 5, 1],
        "boxes": {
            "boundingBoxes": [
                {"height": 401, "label": "Dog", "left": 243, "top": 7, "width": 187},
                {"height": 28, "label": "Cat", "left": 68, "top": 120, "width": 1160}
            ],
            "inputImageProperties": {"height": 533, "width": 800}
        },
        "shapes": {"polygons": [{"label": "roof", "vertices": [{"x": 1, "y": 2}, {"x": 30.5, "y": 9}]}]},
        "points": {"keypoints": [{"label": "eye", "x": 155, "y": 27}]},
        "names": {"entities": [
            {"label": "person", "startOffset": 3, "endOffset": 12},
            {"endOffset": 120, "label": "place", "startOffset": 104}
        ]},
        "seen": {"boundingBoxes": []}
    }]"#;
    assert_picture(
        &task(json, WIDE),
        "
        category  shoes
        topics    outdoor   worn
        visible   ✓ logo   ✓ laces   ✗ box
        fit       4  of 1–5
        sure      ✓ yes
        agreed    ✓ yes
        nothing   –
        count     3.5
        ratings   [4, 5, 1]
        boxes     label  left  top  width  height
                  Dog     243    7    187     401
                  Cat      68  120   1160      28
                  image 800 × 533
        shapes    label  points  left  top  width  height
                  roof        2     1    2   29.5       7
        points    label    x   y
                  eye    155  27
        names     label     range
                  person     3–12
                  place   104–120
        seen      no bounding boxes
        ",
    );
}

#[test]
fn other_json_is_a_tree() {
    let json = r#"{"id":"x1","steps":[{"do":"glyphs at both pictures closely","ok":true},{"do":"choose"}],"none":{},
        "raw":"[{\"name\":\"Ann\",\"age\":41},{\"name\":\"Bo\",\"age\":7}]"}"#;
    assert_picture(
        &pane(&[("result", &format!("<FreeText>{json}</FreeText>"))], WIDE),
        "
        result  id     x1
                steps  1  do  glyphs at both pictures closely
                          ok  ✓ yes
                       2  do  choose
                none   {}
                raw    name  age
                       Ann    41
                       Bo      7
        ",
    );
}

#[test]
fn a_table_that_does_not_fit_becomes_a_list() {
    let json = r#"[{"b":{"boundingBoxes":[{"label":"Dog","left":243,"top":7,"width":187,"height":401}]}}]"#;
    assert_picture(
        &task(json, AnswerLayout { width: 30, ..WIDE }),
        "
        b  1  label Dog   left 243
              top 7   width 187
              height 401
        ",
    );
}

#[test]
fn a_scale_or_a_group_with_nothing_chosen_says_so() {
    let json = r#"[{
        "fit": {"1": false, "2": false, "3": false, "4": false, "5": false},
        "mood": {"positive": false, "negative": false},
        "sure": {"yes": false}
    }]"#;
    assert_picture(
        &task(json, WIDE),
        "
        fit   none of 1–5
        mood  none of positive, negative
        sure  ✗ yes
        ",
    );
}

#[test]
fn equal_objects_are_a_table_wherever_it_fits() {
    let json = r#"[
        {"text":"That is a great feeling to have.","model":"alexa","n":1},
        {"model":"plain","n":22,"text":"I am sorry to hear that."}
    ]"#;
    let questions = [("said", format!("<FreeText>{json}</FreeText>"))];
    let questions = [(questions[0].0, questions[0].1.as_str())];
    assert_picture(
        &pane(&questions, WIDE),
        "
        said  text                              model   n
              That is a great feeling to have.  alexa   1
              I am sorry to hear that.          plain  22
        ",
    );
    assert_picture(
        &pane(&questions, AnswerLayout { width: 40, ..WIDE }),
        "
        said  1  text   That is a great feeling
                        to have.
                 model  alexa
                 n      1
              2  model  plain
                 n      22
                 text   I am sorry to hear that.
        ",
    );
    let wide = (0..12).map(|n| format!("\"m{n}\":{n}")).collect::<Vec<_>>().join(",");
    let many = format!("<FreeText>[{{{wide}}},{{{wide}}}]</FreeText>");
    assert_picture(
        &pane(&[("q", &many)], WIDE),
        "
        q  m0  m1  m2  m3  m4  m5  m6  m7  m8  m9  m10  m11
            0   1   2   3   4   5   6   7   8   9   10   11
            0   1   2   3   4   5   6   7   8   9   10   11
        ",
    );
}

#[test]
fn a_text_that_reads_like_a_number_is_told_from_one() {
    let json = r#"[{"a":"1","b":1,"c":"true","d":["2","x"],"e":{"label":"3"},
        "f":[{"k":"1","v":"-2.5e3"},{"k":1,"v":"n/a"}],"g":"1,000","h":"null"}]"#;
    assert_picture(
        &task(json, WIDE),
        "
        a  \"1\"
        b  1
        c  \"true\"
        d  \"2\"   x
        e  3
        f  k    v
           \"1\"  \"-2.5e3\"
           1    n/a
        g  1,000
        h  \"null\"
        ",
    );
    let xml = document(&[("q", "<FreeText>1</FreeText>")]);
    assert_eq!(picture(&lines(&parse(&xml), &xml, &WIDE)), "q  1\n", "in a form of plain fields all is text");
    let xml = document(&[("taskAnswers", &format!("<FreeText>{json}</FreeText>"))]);
    assert_eq!(parse(&xml).plain().lines().next(), Some("a: 1"), "what is copied has no quotes");
    let first = &lines(&parse(&xml), &xml, &WIDE)[0];
    let quotes = first.spans.iter().filter(|span| span.text.contains('"'));
    assert!(quotes.clone().count() == 2 && quotes.clone().all(|span| span.role == Role::Dim), "{first:?}");
}

#[test]
fn labels_break_between_words_and_have_room_for_them() {
    let questions = [("how_often_do_you_travel-by-train or busInAWeek", "<FreeText>1</FreeText>")];
    assert_picture(
        &pane(&questions, AnswerLayout { width: 20, ..WIDE }),
        "
        how_often_do_you_
        travel-by-train or
        busInAWeek
          1
        ",
    );
    let nested = r#"{"interaction":{"timing":{"timestampMilliseconds":{"firstInteraction":17}}}}"#;
    assert_picture(
        &pane(&[("result", &format!("<FreeText>{nested}</FreeText>"))], AnswerLayout { width: 28, ..WIDE }),
        "
        result
          interaction
            timing
              timestampMilliseconds
                firstInteraction
                  17
        ",
    );
}

#[test]
fn deep_values_keep_room_for_words() {
    let json = r#"{"okay":[{"text":"I am so very sorry to hear that.","model":"complex (argmax)"},{"text":"Yes.","model":"alexa"}]}"#;
    assert_picture(
        &pane(&[("answer_0", &format!("<FreeText>{json}</FreeText>"))], AnswerLayout { width: 28, ..WIDE }),
        "
        answer_0
          okay  1  text   I am so
                          very sorry
                          to hear
                          that.
                   model  complex
                          (argmax)
                2  text   Yes.
                   model  alexa
        ",
    );
}

#[test]
fn what_was_escaped_twice_is_shown_unescaped_and_said() {
    let questions = [
        ("comment", "<FreeText>a &amp;lt;b&amp;gt; &amp;amp; &amp;quot;c&amp;quot;</FreeText>"),
        ("once", "<FreeText>a &lt;b&gt; &amp;amp;</FreeText>"),
        ("picked", "<SelectionIdentifier>R&amp;amp;D</SelectionIdentifier>"),
        (
            "json",
            "<FreeText>[{&amp;quot;n&amp;quot;:1,&amp;quot;t&amp;quot;:&amp;quot;x&amp;quot;}]</FreeText>",
        ),
    ];
    assert_picture(
        &pane(&questions, WIDE),
        "
        comment  a <b> & \"c\"
                 escaped twice; shown unescaped
        once     a <b> &amp;
        picked   R&D
                 escaped twice; shown unescaped
        json     n  1
                 t  x
                 escaped twice; shown unescaped
        ",
    );
    let xml = document(&questions);
    let copied = parse(&xml).plain();
    assert!(copied.starts_with("comment: a <b> & \"c\"\nonce: a <b> &amp;\n"), "{copied}");
    assert!(picture(&raw_lines(&xml, 200)).contains("&amp;lt;b&amp;gt;"), "the source stays as it was sent");
}

#[test]
fn pictures_are_named_instead_of_shown() {
    let png = format!("{:A<4000}", "iVBORw0KGgoAAAANSUhEUgAAAyAAAAIV");
    let json = format!(r#"[{{"mask":{{"labeledImage":{{"pngImageData":"{png}"}}}}}}]"#);
    assert_picture(
        &task(&json, WIDE),
        "
        mask  labeledImage  pngImageData  PNG picture, 2.9 KiB, 800
                                          × 533
        ",
    );
}

#[test]
fn noise_is_folded_until_asked_for() {
    let questions = [("a", "<FreeText>1</FreeText>"), ("csrf_token", "<FreeText>f00</FreeText>")];
    assert_picture(&pane(&questions, WIDE), "\na  1");
    assert_picture(
        &pane(&questions, AnswerLayout { unfolded: true, ..WIDE }),
        "\na           1\ncsrf_token  f00",
    );
    assert_picture(&pane(&questions[1..], WIDE), "\nNothing but 1 folded field.");
    assert_picture(&pane(&[], WIDE), "\nThe answer is empty.");
}

#[test]
fn a_broken_document_says_why_and_where_and_shows_the_source() {
    let xml = "<QuestionFormAnswers><Answer><QuestionIdentifier>a</QuestionIdentifier><FreeText>half";
    assert_picture(
        &picture(&lines(&parse(xml), xml, &WIDE)),
        "
        This is not well-formed XML: the document ends before
        <FreeText> is closed
        line 1, column 86 (byte 85)
        dentifier><FreeText>half

        a  half

        The document as it was sent:
        <QuestionFormAnswers>
        <Answer>
        <QuestionIdentifier>a</QuestionIdentifier>
        <FreeText>half
        ",
    );
}

#[test]
fn ascii_is_enough_where_nothing_else_is_there() {
    let json = r#"[{"v":{"a":true,"b":false},"q":{"1":false,"2":true,"3":false},"e":null}]"#;
    let ascii = AnswerLayout { ascii: true, ..WIDE };
    assert_picture(
        &task(json, ascii),
        "
        v  [x] a   [ ] b
        q  2  of 1-3
        e  -
        ",
    );
    assert_picture(&pane(&[("a", "<FreeText>\u{1b}[2J</FreeText>")], ascii), "\na  <U+001B>[2J");
}

#[test]
fn hidden_characters_are_marked_as_such() {
    let xml = document(&[("a", "<FreeText>x\u{202E}y\u{1b}</FreeText>")]);
    let lines = lines(&parse(&xml), &xml, &WIDE);
    let spans: Vec<_> = lines[0].spans.iter().map(|span| (span.text.as_str(), span.role)).collect();
    let expected = [
        ("a", Role::Label),
        ("  x", Role::Text),
        ("⟨U+202E⟩", Role::Unsafe),
        ("y", Role::Text),
        ("␛", Role::Unsafe),
    ];
    assert_eq!(spans, expected);
}

#[test]
fn wide_characters_wrap_where_they_stand() {
    assert_picture(
        &pane(
            &[("a", "<FreeText>日本語の文章はここで折り返す ok</FreeText>")],
            AnswerLayout { width: 13, ..WIDE },
        ),
        "
        a  日本語の文
           章はここで
           折り返す
           ok
        ",
    );
}

#[test]
fn any_width_will_do() {
    let questions = [("name", "<FreeText>日本 words👩🏽\u{200D}💻</FreeText>")];
    for width in 0..40 {
        let layout = AnswerLayout { width, ..WIDE };
        let xml = document(&questions);
        let lines = lines(&parse(&xml), &xml, &layout);
        assert!(!lines.is_empty());
        assert!(
            width < 2 || lines.iter().all(|line| line.width() <= usize::from(width)),
            "{width}: {lines:?}"
        );
    }
}

#[test]
fn the_source_is_broken_at_its_tags() {
    let xml = document(&[("a", "<FreeText></FreeText>"), ("b", "<FreeText>x &amp; y</FreeText>")]);
    assert_picture(
        &picture(&raw_lines(&xml, 44)),
        "
        <QuestionFormAnswers>
        <Answer>
        <QuestionIdentifier>a</QuestionIdentifier>
        <FreeText></FreeText>
        </Answer>
        <Answer>
        <QuestionIdentifier>b</QuestionIdentifier>
        <FreeText>x &amp; y</FreeText>
        </Answer>
        </QuestionFormAnswers>
        ",
    );
}
