//! All lessons of a chapter below each other, to be printed or saved as one document.

use yew::prelude::*;

use crate::boot::{PageInfo, PageText};
use crate::routes::{Printed, Route};
use crate::words::{Key, chapter_title, text, topic_title};

pub fn chapter_view(chapter: Printed, page_text: &PageText, page: Option<&PageInfo>) -> Html {
    let contents = chapter.lessons().map(|lesson| {
        html! {
            <li key={lesson.0.id}>
                <a href={format!("#{}--lesson", lesson.0.id)}>{ topic_title(lesson.0) }</a>
            </li>
        }
    });
    let course = page.map(|page| page.address(Route::Course));
    html! {
        <div class="chapter-page">
            <h1>{ chapter_title(chapter.0) }</h1>
            <p class="chapter-page__intro">{ text(Key::AroundChapter) }</p>
            <nav class="lesson-tools" aria-label={text(Key::AroundWays)}>
                <a class="lesson-tools__link" href="#print">{ text(Key::AroundPrint) }</a>
            </nav>
            <ol class="chapter-page__contents">{ for contents }</ol>
            { page_text.view() }
            <p class="chapter-page__back"><a href={course}>{ text(Key::LessonAll) }</a></p>
        </div>
    }
}
