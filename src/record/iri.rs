//! Addresses as they may stand in what other tools read: absolute IRIs (RFC 3987).
//!
//! Owns which of the input's addresses are such, and the escaping of what an IRI may not hold. Refuses to repair: what is no address
//! of a scheme that articles have (a path, a remark, a script) is none.

use std::net::Ipv6Addr;

/// The schemes of articles' addresses, and whether a host stands in them.
const SCHEMES: [(&str, bool); 7] =
    [("http", true), ("https", true), ("ftp", true), ("file", false), ("urn", false), ("info", false), ("doi", false)];

/// The characters of ASCII, beside letters and digits, that an IRI may hold anywhere behind its host. `%` and `#` have conditions.
const FREE: &str = "-._~:/?@!$&'()*+,;=";

/// The address as an IRI; nothing where it is none.
pub(super) fn iri(written: &str) -> Option<String> {
    let (scheme, rest) = written.trim().split_once(':')?;
    let &(scheme, has_host) = SCHEMES.iter().find(|(known, _)| scheme.eq_ignore_ascii_case(known))?;
    let (between, rest) = rest.split_at(if rest.starts_with("//") { 2 } else { 0 });
    let (host, rest) = match between {
        "" => ("", rest),
        _ => rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())),
    };
    if host.is_empty() && (has_host || rest.is_empty()) {
        return None;
    }
    let mut out = format!("{scheme}:{between}");
    // Brackets may stand around an address of IPv6, and nowhere else.
    if is_numbered(host) {
        out.push_str(host)
    } else {
        escape(host, &mut out)
    }
    escape(rest, &mut out);
    Some(out)
}

/// Is it a host, with or without a port, that goes by its number in IPv6?
fn is_numbered(host: &str) -> bool {
    let number = host.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(number, port)| {
        let port = port.strip_prefix(':').unwrap_or(port);
        number.parse::<Ipv6Addr>().is_ok() && port.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Writes a part of an address, with what may not stand there as the bytes of its UTF-8.
fn escape(part: &str, out: &mut String) {
    let mut has_fragment = false;
    for (at, c) in part.char_indices() {
        let is_escape =
            || part.as_bytes()[at + 1..].iter().take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2;
        let may_stand = match c {
            '%' => is_escape(),
            '#' => !std::mem::replace(&mut has_fragment, true),
            c if c.is_ascii() => c.is_ascii_alphanumeric() || FREE.contains(c),
            c => !is_unseen(c),
        };
        if may_stand {
            out.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
}

/// Is it a character beyond ASCII that no IRI holds as it is: a blank or a control, one that turns the direction of writing, one of
/// private use, or one of those that stand for none?
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) >= 0xf_0000
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_iri_may_not_hold_is_escaped() {
        for (written, expected) in [
            (" HTTPS://e.example/a b ", "https://e.example/a%20b"),
            ("https://e.example/\"><script>", "https://e.example/%22%3E%3Cscript%3E"),
            ("https://e.example/{id}|\\^`", "https://e.example/%7Bid%7D%7C%5C%5E%60"),
            ("http://e.example/100%?a[]=%41%4g#b#c", "http://e.example/100%25?a%5B%5D=%41%254g#b%23c"),
            ("https://malmö.example/å?q=\u{202e}x", "https://malmö.example/å?q=%E2%80%AEx"),
            ("http://[2001:db8::1]:80/[a]", "http://[2001:db8::1]:80/%5Ba%5D"),
            ("http://[evil]/", "http://%5Bevil%5D/"),
            ("file:///news/a b.html", "file:///news/a%20b.html"),
            ("file:/news/1.html", "file:/news/1.html"),
            ("urn:isbn:0", "urn:isbn:0"),
        ] {
            assert_eq!(iri(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for written in [
            "see: page 4",
            "C:\\news\\1.html",
            "https:",
            "https://",
            "https:///a",
            "urn:",
            "javascript:x",
            "//e.example/",
            "a",
            "",
        ] {
            assert_eq!(iri(written), None, "{written}");
        }
    }
}
