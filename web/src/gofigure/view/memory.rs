//! How values lie in memory: each byte has its place in rows of eight, gaps are hatched, and words that point say where.

use yew::prelude::*;

use super::Scene;
use crate::gofigure::model::memory::{Block, Cell, Piece, Role, Row, Title, View, blocks};
use crate::gofigure::player::Step;
use crate::model::format;
use crate::words::{Key, fill, text};

pub fn memory(scene: &Scene) -> Html {
    let shown = shown(scene);
    let is_over = scene.play.step().is_some_and(|step| step.moment.is_end());
    let blocks = shown.map(|(now, before)| {
        let before = before.map(|step| &*step.moment.0);
        blocks(&now.moment.0, before, &scene.spec.values, &scene.play.numbers)
    });
    let blocks = blocks.unwrap_or_default();
    let inside = html! {
        <div class="memory">
            if is_over { <p class="memory__note">{ text(Key::MemoryOver) }</p> }
            { for blocks.iter().map(block) }
            { table(&blocks) }
        </div>
    };
    scene.panel("memory", text(Key::MemoryTitle), inside)
}

/// The step whose memory is shown, and the one before: a program that has ended has none, so that it is the last that had some.
fn shown(scene: &Scene) -> Option<(&Step, Option<&Step>)> {
    scene.play.step()?;
    let steps = &scene.play.steps;
    let at = (0..=scene.play.at)
        .rev()
        .find(|at| steps.get(*at).is_some_and(|step| !step.moment.0.goroutines.is_empty()))?;
    let before = at.checked_sub(1).and_then(|before| steps.get(before));
    Some((&steps[at], before.filter(|_| at == scene.play.at)))
}

fn block(block: &Block) -> Html {
    let class = match block.title {
        Title::Variable(_) => "memory__block memory__block--variable",
        Title::Missing(_) => "memory__block memory__block--missing",
        _ => "memory__block",
    };
    let title = title(block);
    html! {
        <div key={block.anchor.clone()} {class} role="group" aria-label={format!("{title}, {}", size(block))} data-anchor={block.anchor.clone()}>
            <p class="memory__title">
                <code class="memory__name">{ title }</code>{ " " }
                <code class="memory__type">{ &block.typ }</code>{ " " }
                <span class="memory__size">{ size(block) }</span>
            </p>
            if !block.cells.is_empty() {
                <div class="memory__rows">
                    { for block.rows().iter().map(|it| row(block, it)) }
                </div>
            }
            if block.hidden() > 0 {
                <p class="memory__note">{ fill(Key::MemoryMore, &[("n", &format::whole(block.hidden()))]) }</p>
            }
            if !block.lines.is_empty() {
                <dl class="memory__lines">
                    { for block.lines.iter().map(|(name, value)| html! {
                        <div><dt><code>{ name }</code></dt><dd><code>{ value }</code></dd></div>
                    }) }
                </dl>
            }
            { for block.views.iter().map(view) }
        </div>
    }
}

fn row(block: &Block, row: &Row<'_>) -> Html {
    html! {
        <div class="memory__row">
            <span class="memory__offset" aria-hidden="true">{ row.offset }</span>
            <div class="memory__bytes">
                { for row.pieces.iter().map(|it| piece(block, it, it.cell.offset < row.offset)) }
            </div>
        </div>
    }
}

/// A cell, or the part of one that lies in a row: all but the first only go on.
fn piece(block: &Block, piece: &Piece<'_>, goes_on: bool) -> Html {
    let Piece { cell, first, columns } = *piece;
    let kind = match cell.role {
        Role::Value => "memory__cell--value",
        Role::Padding => "memory__cell--padding",
        Role::Pointer => "memory__cell--pointer",
        Role::Length | Role::Capacity | Role::Type => "memory__cell--word",
    };
    let class = classes!(
        "memory__cell",
        kind,
        format!("memory__cell--at{first}"),
        format!("memory__cell--n{columns}"),
        cell.is_changed.then_some("is-changed")
    );
    if goes_on {
        return html! { <span {class} aria-hidden="true">{ "…" }</span> };
    }
    let is_element = block
        .anchor
        .strip_prefix('m')
        .is_some_and(|at| at.starts_with(|c: char| c.is_ascii_digit()));
    let anchor = is_element.then(|| format!("{}-{}", block.anchor, cell.offset));
    let told = told(cell);
    html! {
        <span {class} title={told.clone()} data-anchor={anchor}>
            <span class="memory__part" aria-hidden="true">{ part(cell) }</span>
            <code class="memory__value" aria-hidden="true" data-to={cell.to.clone()}>{ &cell.text }</code>
            <span class="visually-hidden">{ told }{ if cell.is_changed { text(Key::GoStepChanged) } else { "" } }{ ". " }</span>
        </span>
    }
}

/// What is written above a cell's value.
fn part(cell: &Cell) -> String {
    match (word(cell), cell.name.as_str()) {
        ("", name) => name.to_string(),
        (word, "") => word.to_string(),
        (word, name) => format!("{name} · {word}"),
    }
}

/// What a word of a header is for.
fn word(cell: &Cell) -> &'static str {
    match cell.role {
        Role::Value => "",
        Role::Padding => text(Key::MemoryPadding),
        Role::Pointer => text(Key::MemoryPointer),
        Role::Length => "len",
        Role::Capacity => "cap",
        Role::Type => text(Key::MemoryType),
    }
}

/// A cell in words.
fn told(cell: &Cell) -> String {
    let place = fill(
        Key::MemoryPlace,
        &[("offset", &cell.offset.to_string()), ("n", &cell.size.to_string())],
    );
    let name = part(cell);
    match (name.as_str(), cell.text.as_str()) {
        (name, "") => format!("{name}, {place}"),
        ("", text) => format!("{text}, {place}"),
        (name, text) => format!("{name}: {text}, {place}"),
    }
}

fn title(block: &Block) -> String {
    match &block.title {
        Title::Variable(name) | Title::Missing(name) => name.clone(),
        Title::Object(number) => format!("#{number}"),
        Title::Text => text(Key::MemoryText).to_string(),
        Title::Copy(name) => fill(Key::MemoryCopy, &[("name", name)]),
    }
}

fn size(block: &Block) -> String {
    let (n, padding) = (format::whole(block.size), block.padding());
    match block.title {
        Title::Missing(_) => text(Key::MemoryMissing).to_string(),
        _ if block.size == 0 => String::new(),
        _ if padding > 0 => {
            fill(Key::MemoryBytesPadding, &[("n", &n), ("padding", &format::whole(padding))])
        }
        _ => fill(Key::MemoryBytes, &[("n", &n)]),
    }
}

/// What a slice sees of the array above.
fn view(view: &View) -> Html {
    let (first, len) = (view.first, view.len);
    let told = if len == 0 {
        fill(Key::MemorySeesNothing, &[("name", view.name.as_str())])
    } else {
        let (first, last) = (first.to_string(), (first + len - 1).to_string());
        let room = (view.cap - len).to_string();
        fill(
            Key::MemorySees,
            &[("name", view.name.as_str()), ("first", &first), ("last", &last), ("room", &room)],
        )
    };
    html! { <p class="memory__note">{ told }</p> }
}

fn table(blocks: &[Block]) -> Html {
    let rows = blocks.iter().flat_map(|block| block.cells.iter().map(move |cell| (block, cell)));
    html! {
        <details class="machine__all">
            <summary>{ text(Key::MemoryTable) }</summary>
            <table class="machine__table">
                <thead>
                    <tr>
                        <th scope="col">{ text(Key::MachineWhere) }</th>
                        <th scope="col">{ text(Key::MemoryOffset) }</th>
                        <th scope="col">{ text(Key::MemoryTaken) }</th>
                        <th scope="col">{ text(Key::GoStepName) }</th>
                        <th scope="col">{ text(Key::GoStepValue) }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.map(|(block, cell)| html! {
                        <tr>
                            <td>{ title(block) }</td>
                            <td>{ cell.offset }</td>
                            <td>{ cell.size }</td>
                            <td><code>{ part(cell) }</code></td>
                            <td><code>{ &cell.text }</code></td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </details>
    }
}
