// A certification body with its staff: accounts, competence, declarations.
import { randomBytes } from "node:crypto";
import { Api } from "./api.mjs";

const staff = [
    { key: "planner", name: "Petra Plan", roles: ["planner"] },
    { key: "lead", name: "Lena Lead", roles: ["auditor"] },
    { key: "auditor", name: "Amir Audit", roles: ["auditor"] },
    { key: "reviewer", name: "Rosa Review", roles: ["reviewer"] },
    { key: "decider", name: "Dario Decide", roles: ["decider"] },
];
const functions = { planner: ["app_review"], lead: ["lead", "auditor"], auditor: ["auditor"], reviewer: ["reviewer"], decider: ["decider"] };

export async function makeBody(world, spec) {
    const password = randomBytes(12).toString("base64url");
    const operator = new Api(world.origin, process.env.SW_CA, { Authorization: `Bearer ${world.operator}` });
    const mail = (key) => `${key}@${spec.slug}.example`;
    await operator.post("/v1/identity/bodies", {
        slug: spec.slug, name: spec.name, street: spec.street, city: spec.city, country: spec.country,
        accreditation_body: spec.accreditation_body, accreditation_acronym: spec.accreditation_acronym,
        accreditation_number: spec.accreditation_number, time_zone: spec.time_zone,
        administrator_name: "Ada Admin", administrator_email: mail("admin"), administrator_password: password,
    });
    const body = { ...spec, password, mail, people: {}, apis: {} };
    body.apis.admin = await operator.signIn(spec.slug, mail("admin"), password);
    await Promise.all(staff.map(async ({ key, name, roles }) => {
        const person = await body.apis.admin.post("/v1/identity/people", { name, email: mail(key), roles, password, languages: ["en", "de"] });
        body.people[key] = person.id;
        await Promise.all(functions[key].map((f) =>
            body.apis.admin.post(`/v1/identity/people/${person.id}/authorisations`, {
                function: f, standard: "ISO/IEC 27001:2022", sectors: [31, 32, 33, 35], technical_areas: ["T1", "T2", "T3", "T4"], languages: ["en", "de"],
                valid_from: "2023-01-01", valid_to: "2032-12-31", basis: "Education, work experience, witnessed audits; file in the personnel record",
            })));
        body.apis[key] = await operator.signIn(spec.slug, mail(key), password);
    }));
    return body;
}
