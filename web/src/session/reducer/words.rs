//! What the session says to people.

/// `why` as a sentence of its own.
pub(super) fn sentence(why: &str) -> String {
    let why = why.trim();
    let mut letters = why.chars();
    let Some(first) = letters.next() else {
        return "Nothing more is known.".to_string();
    };
    let end = if why.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// How a failure of the worker that trained ends: what was lost, and where the run goes on.
///
/// `shown`: the step the learner saw last. `kept`: the step of the last snapshot.
pub(super) fn goes_on(shown: u64, kept: Option<u64>) -> String {
    match kept {
        None if shown == 0 => "The run begins again on the CPU.".to_string(),
        None => format!("The run is replayed to step {shown} on the CPU."),
        Some(kept) if kept >= shown => {
            format!("Nothing was lost: the run goes on from step {kept} on the CPU.")
        }
        Some(kept) => {
            let n_lost = shown - kept;
            let steps = if n_lost == 1 { "step was" } else { "steps were" };
            format!("{n_lost} {steps} lost: the run goes on from step {kept} on the CPU.")
        }
    }
}

pub(super) const NO_WEBGPU: &str =
    "This browser has no WebGPU, so the run stays on the CPU. Chrome and Edge have it.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_becomes_a_sentence() {
        assert_eq!(sentence("the device was lost"), "The device was lost.");
        assert_eq!(sentence("Why? "), "Why?");
        assert_eq!(sentence(" "), "Nothing more is known.");
    }

    #[test]
    fn the_learner_reads_what_was_lost() {
        assert!(goes_on(12, Some(10)).starts_with("2 steps were lost"));
        assert!(goes_on(12, Some(11)).starts_with("1 step was lost"));
        assert!(goes_on(12, Some(12)).starts_with("Nothing was lost"));
        assert!(goes_on(12, None).contains("replayed to step 12"));
        assert!(goes_on(0, None).contains("begins again"));
    }
}
