export default function NotFound() {
  return (
    <main className="lost">
      <title>Not found · Qwen chat</title>
      <h1>There is no such conversation.</h1>
      <p>It was deleted, or it belongs to another browser.</p>
      <a className="button" href="/">
        Start a new one
      </a>
    </main>
  );
}
