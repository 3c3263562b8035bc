//! A corpus made on the spot, for measuring speed where no other is at hand: the paragraphs of the example article in
//! ever new order. Its people and statements are invented.

const ARTICLE: &str = include_str!("../../examples/article.txt");

/// Makes `count` articles, the same ones on every call. Each opens with the example's headline and holds all of its
/// paragraphs but the widget at the end, in an order of its own.
pub fn synthetic(count: usize) -> impl Iterator<Item = String> {
    let paragraphs: Vec<&str> = ARTICLE.split("\n\n").filter(|paragraph| paragraph.len() > 40).collect();
    (0..count).map(move |number| {
        let rotation = number % paragraphs.len();
        let stride = 1 + 2 * (number / paragraphs.len() % 3);
        let order = (0..paragraphs.len()).map(|i| (i * stride + rotation) % paragraphs.len());
        let mut seen = vec![false; paragraphs.len()];
        let mut text = String::with_capacity(ARTICLE.len());
        for index in order.chain(0..paragraphs.len()) {
            if !std::mem::replace(&mut seen[index], true) {
                text.push_str(paragraphs[index]);
                text.push_str("\n\n");
            }
        }
        text
    })
}
