//! Times and counts, as people say them.

use super::account::{Account, Share};
use crate::model::format;
use crate::words::{Key, fill};

/// A time in hours and minutes, rounded up.
pub fn time(seconds: u32) -> String {
    let minutes = seconds.div_ceil(60);
    let (hours, rest) = (minutes / 60, minutes % 60);
    let number = |n: u32| format::whole(n.into());
    if hours == 0 {
        return fill(Key::LearnerMinutes, &[("m", &number(minutes))]);
    }
    fill(Key::LearnerHours, &[("h", &number(hours)), ("m", &number(rest))])
}

/// What is done of an account, a phrase for each kind of thing that is in it.
pub fn counts(account: &Account) -> Vec<String> {
    let keys =
        [Key::LearnerScreens, Key::LearnerQuestions, Key::LearnerExercises, Key::LearnerGoals];
    let both = account.shares().into_iter().zip(keys);
    both.filter(|(share, _)| share.all > 0).map(|(share, key)| of(share, key)).collect()
}

/// What is left of it, or how long all of it takes.
pub fn left(account: &Account) -> String {
    if account.left == account.seconds {
        return time(account.seconds);
    }
    fill(Key::LearnerLeft, &[("left", &time(account.left)), ("all", &time(account.seconds))])
}

pub fn of(share: Share, key: Key) -> String {
    let number = |n: u32| format::whole(n.into());
    fill(key, &[("done", &number(share.done)), ("all", &number(share.all))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, speaking};

    #[test]
    fn times_are_rounded_up_and_told_in_hours() {
        assert_eq!(time(0), "0 min");
        assert_eq!(time(61), "2 min");
        assert_eq!(time(3600), "1 h 0 min");
        assert_eq!(time(24_060), "6 h 41 min");
    }

    #[test]
    fn only_what_there_is_is_counted() {
        let account = Account {
            screens: Share { done: 3, all: 7 },
            exercises: Share { done: 0, all: 5 },
            seconds: 1500,
            left: 900,
            ..Account::default()
        };
        assert_eq!(counts(&account), ["3 of 7 screens read", "0 of 5 exercises solved"]);
        assert_eq!(left(&account), "15 min of 25 min left");
        speaking(Lang::De, || assert_eq!(left(&account), "noch 15 min von 25 min"));
        assert_eq!(left(&Account { left: 1500, ..account }), "25 min");
    }
}
