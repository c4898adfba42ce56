//! `/healthz`: the program answers. `/readyz`: the database answers too.

use actix_web::{HttpResponse, web};

use crate::app::App;

pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

pub(super) async fn ready(app: web::Data<App>) -> HttpResponse {
    match app.store.read(crate::queue::store::count_waiting).await {
        Ok(_) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable()
                .insert_header(("Retry-After", "2"))
                .content_type("text/plain; charset=utf-8")
                .body("the database does not answer\n")
        }
    }
}
