import "../node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css";
import "./style/app.css";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LocationProvider, Route, Router, lazy, useLocation } from "preact-iso";
import { api, must } from "./api/client";
import { type Me, SessionContext, has } from "./session";
import { SignIn } from "./screens/sign-in";

const Work = lazy(() => import("./screens/work"));
const Clients = lazy(() => import("./screens/clients"));
const ClientFile = lazy(() => import("./screens/client-file"));
const Application = lazy(() => import("./screens/application"));
const Evidence = lazy(() => import("./screens/evidence"));
const Findings = lazy(() => import("./screens/findings"));
const Finding = lazy(() => import("./screens/finding"));
const Decisions = lazy(() => import("./screens/decisions"));
const Certificates = lazy(() => import("./screens/certificates"));
const NotFound = lazy(() => import("./screens/not-found"));

function Top({ me, onSignOut }: { me: Me; onSignOut: () => void }) {
    const { path } = useLocation();
    const link = (href: string, label: string) => (
        <a href={href} aria-current={path === href || path.startsWith(`${href}/`) ? "page" : undefined}>{label}</a>
    );
    return (
        <header class="top">
            <a class="skip" href="#main">Skip to the content</a>
            <div class="top-in">
                <a class="brand" href="/app/work">Sealwright</a>
                <span class="brand-body">{me.body.name}</span>
                <nav aria-label="Main">
                    {link("/app/work", "My work")}
                    {has(me, "auditee") ? link(`/app/clients/${me.client_id}`, "My certification") : link("/app/clients", "Clients")}
                    {link("/app/evidence", "Evidence")}
                    {link("/app/findings", "Nonconformities")}
                    {has(me, "reviewer", "decider") && link("/app/decisions", "Decisions")}
                    {link("/app/certificates", "Certificates")}
                    <button class="plain" type="button" onClick={onSignOut}>Sign out {me.name}</button>
                </nav>
            </div>
        </header>
    );
}

function App() {
    const [me, setMe] = useState<Me | null | undefined>(undefined);
    const refresh = () => must(api.GET("/v1/identity/me")).then(setMe, () => setMe(null));
    useEffect(() => void refresh(), []);
    const signOut = async () => {
        await api.DELETE("/v1/identity/session");
        setMe(null);
    };
    if (me === undefined) return <p class="main" role="status">Loading…</p>;
    if (me === null) return <SignIn onDone={refresh} />;
    return (
        <SessionContext.Provider value={me}>
            <LocationProvider scope="/app">
                <Top me={me} onSignOut={signOut} />
                <main class="main" id="main">
                    <Router onRouteChange={() => document.getElementById("title")?.focus()}>
                        <Route path="/app" component={Work} />
                        <Route path="/app/work" component={Work} />
                        <Route path="/app/clients" component={Clients} />
                        <Route path="/app/clients/:client_id" component={ClientFile} />
                        <Route path="/app/clients/:client_id/application" component={Application} />
                        <Route path="/app/evidence" component={Evidence} />
                        <Route path="/app/findings" component={Findings} />
                        <Route path="/app/findings/:service/:finding_id" component={Finding} />
                        <Route path="/app/decisions" component={Decisions} />
                        <Route path="/app/certificates" component={Certificates} />
                        <Route default component={NotFound} />
                    </Router>
                </main>
            </LocationProvider>
        </SessionContext.Provider>
    );
}

render(<App />, document.getElementById("app")!);
