//! Corpus: many articles, read in parallel, written in order.
