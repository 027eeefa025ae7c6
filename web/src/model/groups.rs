//! Which parameters stand together.

use burrow_protocol::params::{PARAMS, Param};
use burrow_protocol::settings::Settings;

use crate::words::Key;

/// A heading and the keys below it, in the order in which they are shown.
pub struct Group {
    pub title: Key,
    pub keys: &'static [&'static str],
}

/// All parameters but the lab, which has its tabs.
pub const GROUPS: &[Group] = &[
    Group { title: Key::ParamData, keys: &["data", "noise", "split", "seed"] },
    Group { title: Key::ParamNetwork, keys: &["model", "features", "layers", "activation"] },
    Group {
        title: Key::ParamTraining,
        keys: &["optimizer", "rate", "momentum", "batch", "l1", "l2"],
    },
    Group { title: Key::ParamRun, keys: &["speed", "processor"] },
];

impl Group {
    /// The parameters that matter to this run, by their place in the table.
    pub fn shown(&self, settings: &Settings) -> Vec<usize> {
        let place = |key: &&str| PARAMS.iter().position(|param: &Param| param.key == *key);
        let applies = |place: &usize| (PARAMS[*place].applies)(settings);
        self.keys.iter().filter_map(place).filter(applies).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burrow_protocol::settings::Lab;

    #[test]
    fn every_parameter_but_the_lab_has_one_place() {
        for param in PARAMS.iter().filter(|param| param.key != "lab") {
            let groups = GROUPS.iter().filter(|group| group.keys.contains(&param.key)).count();
            assert_eq!(groups, 1, "{}", param.key);
        }
    }

    #[test]
    fn what_does_not_apply_is_not_shown() {
        let shown = GROUPS[1].shown(&Settings::for_lab(Lab::Digits));
        let keys: Vec<_> = shown.iter().map(|&place| PARAMS[place].key).collect();
        assert_eq!(keys, ["model", "activation"]);
    }
}
