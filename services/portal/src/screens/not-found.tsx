import { Title } from "../ui/parts";

export default function NotFound() {
    return <Title text="There is no such page" lead={<>Go to <a href="/app/work">your work</a>.</>} />;
}
