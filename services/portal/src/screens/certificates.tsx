// Certificates: what was issued, its state, and where anyone verifies it.
import { api, must } from "../api/client";
import { Show, useLoad } from "../ui/load";
import { Chip, Day, Empty, Table, Title } from "../ui/parts";

export default function Certificates() {
    const list = useLoad(() => must(api.GET("/v1/certificates/issued", { params: { query: { limit: 200 } } })), []);
    return (
        <>
            <Title text="Certificates" lead="Each one verifies without an account: by its page, its QR code, or offline." />
            <Show of={list}>
                {({ data }) =>
                    data.length === 0 ? (
                        <Empty>No certificate yet. One is issued after the certification decision.</Empty>
                    ) : (
                        <Table caption="Certificates" rows={data} columns={[
                            { head: "Number", cell: (c) => c.number },
                            { head: "Client", cell: (c) => c.client_name },
                            { head: "State", cell: (c) => <Chip state={c.state} /> },
                            { head: "Effective", cell: (c) => <Day value={c.effective_on} /> },
                            { head: "Expires", cell: (c) => <Day value={c.expires_on} /> },
                            { head: "Verify", cell: (c) => <a href={`/c/${c.public_id}`}>Verification page</a> },
                            { head: "Document", cell: (c) => <a href={`/c/${c.public_id}.pdf`} download>PDF</a> },
                        ]} />
                    )
                }
            </Show>
        </>
    );
}
