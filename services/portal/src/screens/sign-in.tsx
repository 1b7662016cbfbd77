import { useState } from "preact/hooks";
import { api, must } from "../api/client";
import { Text } from "../ui/form";
import { useSend } from "../ui/load";
import { Title } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

export function SignIn({ onDone }: { onDone: () => void }) {
    const [slug, setSlug] = useState(() => new URLSearchParams(location.search).get("body") ?? "");
    const [email, setEmail] = useState("");
    const [password, setPassword] = useState("");
    const { submit, problem, busy } = useSend(
        () =>
            must(
                api.POST("/v1/identity/bodies/{slug}/sessions", {
                    params: { path: { slug: slug.trim().toLowerCase() } },
                    body: { email, password },
                }),
            ),
        onDone,
    );
    return (
        <>
            <header class="top">
                <div class="top-in"><span class="brand">Sealwright</span></div>
            </header>
            <main class="main" id="main">
                <Title text="Sign in" lead="For staff of certification bodies and for their clients." />
                <ProblemBox problem={problem} />
                <form class="card narrow" onSubmit={submit} noValidate>
                    <Text name="slug" label="Certification body" hint="The short name in your invitation, for example northwind"
                        value={slug} onChange={setSlug} problem={problem} autocomplete="organization" required />
                    <Text name="email" label="E-mail address" type="email" value={email} onChange={setEmail} problem={problem} autocomplete="username" required />
                    <Text name="password" label="Password" type="password" value={password} onChange={setPassword} problem={problem}
                        autocomplete="current-password" required />
                    <div class="actions">
                        <button class="govuk-button" type="submit" disabled={busy}>{busy ? "Signing in…" : "Sign in"}</button>
                        <a href="/verify">Check a certificate without signing in</a>
                    </div>
                </form>
            </main>
        </>
    );
}
