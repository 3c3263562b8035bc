//! The `detente` program; see [`detente::cli`].

fn main() -> std::process::ExitCode {
    detente::cli::run()
}
