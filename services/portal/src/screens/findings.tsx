// Nonconformities: reference, grade, requirement, due, state.
import { Show, useLoad } from "../ui/load";
import { Chip, Day, Empty, Table, Title } from "../ui/parts";
import { allFindings } from "./work";

export default function Findings() {
    const list = useLoad(allFindings, []);
    return (
        <>
            <Title text="Nonconformities" lead="A nonconformity stays here until its corrective action is verified; nothing once raised can vanish." />
            <Show of={list}>
                {(rows) =>
                    rows.length === 0 ? (
                        <Empty>No nonconformity has been raised.</Empty>
                    ) : (
                        <Table caption="Nonconformities" rows={rows} columns={[
                            { head: "Reference", cell: (f) => <a href={`/app/findings/${f.service}/${f.id}`}>{f.number}</a> },
                            { head: "Grade", cell: (f) => <Chip state={f.grade} /> },
                            { head: "Requirement", cell: (f) => f.requirement },
                            { head: "Statement", cell: (f) => f.statement },
                            { head: "Client", cell: (f) => f.client_name },
                            { head: "Due", cell: (f) => <Day value={f.due_on} /> },
                            { head: "State", cell: (f) => <Chip state={f.state} /> },
                        ]} />
                    )
                }
            </Show>
        </>
    );
}
