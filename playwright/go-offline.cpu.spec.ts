// The Go playground without a network.
import { Go, program } from "./support/go";
import { expect, test, visit } from "./support/offline";

test("after one visit a program is checked, run, formatted, tested and stepped through offline", async ({ page, context }) => {
  await visit(page);
  await context.setOffline(true);
  const go = await Go.open(page);
  await go.write(program('\tfmt.Println(strings.ToUpper("offline"))', "strings"));
  expect(await go.run()).toBe("OFFLINE\n");
  await go.write(program("\tfmt.Println(1,2)"));
  await go.button("Format").click();
  await expect(go.status()).toHaveText("Formatted as gofmt does it.", { timeout: 60_000 });
  await go.button("Step through").click();
  await go.halted(60);
  await go.button("Stop").click();
  await page.getByLabel("Example").selectOption({ label: "A test that fails" });
  await go.button("Test").click();
  await expect(go.status()).toContainText("Exited with 1", { timeout: 60_000 });
});
