use std::process::ExitCode;

fn main() -> ExitCode {
    benchside::cli::run()
}
