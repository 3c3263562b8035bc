//! Markup: words made safe to stand in a page.
//!
//! Owns escaping, the filling of a template, and the page's own rule of what it may run (Content-Security-Policy): the scripts
//! and styles it was made with, by their hashes, and nothing else. Refuses to know what a page shows.

use super::bidi::isolated;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Words as the text of an element or the value of an attribute in double quotes.
pub(super) fn text(words: &str) -> Cow<'_, str> {
    html_escape::encode_quoted_attribute(words)
}

/// Words of the input as such, which neither are markup nor turn around what stands beside them.
pub(super) fn words(words: &str) -> String {
    text(&isolated(words)).into_owned()
}

/// JSON as the content of a script element. Angle brackets and ampersands stand in strings alone, where they may be escaped;
/// so may the two separators that end a line in scripts.
pub(super) fn json(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for c in written.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// An address that a page may link to: one of the web.
pub(super) fn address(url: &str) -> Option<&str> {
    let is_web = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (is_web("https://") || is_web("http://")).then_some(url)
}

/// A template with each `{{name}}` replaced by what goes by that name; what is put in is not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut parts = template.split("{{");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once("}}").expect("the templates are our own");
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.unwrap_or_else(|| panic!("a template asks for {name}")).1);
        out.push_str(rest);
    }
    out
}

/// The policy of a page that runs these scripts and looks as these styles say.
pub(super) fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |parts: &[&str]| {
        let hashes: Vec<String> = parts.iter().map(|part| hash(part)).collect();
        if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") }
    };
    let (styles, scripts) = (hashes(styles), hashes(scripts));
    format!(
        "default-src 'none'; style-src {styles}; script-src {scripts}; connect-src 'none'; img-src 'none'; base-uri 'none'; form-action 'none'"
    )
}

fn hash(part: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(part)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            out.push(if at > three.len() { '=' } else { char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_in_rfc_4648() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), expected, "{bytes}");
        }
    }

    #[test]
    fn nothing_that_is_put_in_is_a_template() {
        assert_eq!(fill("<{{a}}|{{b}}>", &[("a", "{{b}}"), ("b", "}}")]), "<{{b}}|}}>");
    }

    #[test]
    fn nothing_can_end_its_element() {
        assert_eq!(json("{\"a\":\"</script><!--\u{2028}&\"}"), r#"{"a":"\u003c/script\u003e\u003c!--\u2028\u0026"}"#);
        assert_eq!(text("<b a=\"'\">&"), "&lt;b a=&quot;&#x27;&quot;&gt;&amp;");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert_eq!(address("HTTPS://a.example/é"), Some("HTTPS://a.example/é"));
        for url in ["javascript:alert(1)", " https://a.example", "data:text/html,x", "http:/é", "https", ""] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
