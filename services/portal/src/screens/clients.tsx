// All clients of the certification body, and a new one.
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { api, must } from "../api/client";
import { has, useMe } from "../session";
import { Text } from "../ui/form";
import { Show, useLoad, useSend } from "../ui/load";
import { Chip, Empty, Table, Title } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

export default function Clients() {
    const me = useMe();
    const list = useLoad(() => must(api.GET("/v1/clients/organisations", { params: { query: { limit: 200 } } })), []);
    return (
        <>
            <Title text="Clients" lead="Every organisation this body certifies or is asked to certify." />
            <Show of={list}>
                {({ data }) =>
                    data.length === 0 ? (
                        <Empty>No client yet. Add the first one below; its application follows from there.</Empty>
                    ) : (
                        <Table caption="Clients" rows={data} columns={[
                            { head: "Number", cell: (c) => c.number },
                            { head: "Name", cell: (c) => <a href={`/app/clients/${c.id}`}>{c.legal_name}</a> },
                            { head: "Place", cell: (c) => `${c.city}, ${c.country}` },
                            { head: "State", cell: (c) => <Chip state={c.state} /> },
                        ]} />
                    )
                }
            </Show>
            {has(me, "planner") && <NewClient />}
        </>
    );
}

function NewClient() {
    const { route } = useLocation();
    const [form, setForm] = useState({ legal_name: "", registration_id: "", street: "", city: "", postal_code: "", country: "" });
    const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST("/v1/clients/organisations", {
                    params: { header: { "Idempotency-Key": key } },
                    body: { ...form, sectors: [33], technical_areas: ["T1"], language: "en" },
                }),
            ),
        (created) => route(`/app/clients/${created.id}`),
    );
    return (
        <details class="card">
            <summary>Add a client</summary>
            <ProblemBox problem={problem} />
            <form onSubmit={submit} noValidate>
                <Text name="legal_name" label="Legal name" value={form.legal_name} onChange={set("legal_name")} problem={problem} />
                <Text name="registration_id" label="Registration number" value={form.registration_id} onChange={set("registration_id")} problem={problem} />
                <Text name="street" label="Street" value={form.street} onChange={set("street")} problem={problem} />
                <Text name="city" label="City" value={form.city} onChange={set("city")} problem={problem} />
                <Text name="postal_code" label="Postal code" value={form.postal_code} onChange={set("postal_code")} problem={problem} />
                <Text name="country" label="Country" hint="Two letters, for example DE" value={form.country} onChange={set("country")} problem={problem} />
                <button class="govuk-button" type="submit" disabled={busy}>Add the client</button>
            </form>
        </details>
    );
}
