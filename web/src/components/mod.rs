//! The parts of the pages, a file each, with its stylesheet beside it.

pub mod answer;
pub mod backend_badge;
pub mod change_log;
pub mod confusion;
pub mod digit_grid;
pub mod digit_reader;
pub mod drawing_pad;
pub mod files;
pub mod footer;
pub mod header;
pub mod help_dialog;
pub mod hero;
pub mod lab_tabs;
pub mod loss_chart;
pub mod loss_table;
pub mod network;
pub mod notices;
pub mod number_field;
pub mod parameter;
pub mod prediction;
pub mod readouts;
pub mod run_controls;
pub mod share_panel;
pub mod status_line;
pub mod surface;
pub mod topic_text;
