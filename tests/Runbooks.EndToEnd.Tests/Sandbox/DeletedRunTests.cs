using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

public sealed class DeletedRunTests
{
    [Fact]
    public async Task Who_watches_a_run_is_told_when_another_process_has_deleted_it()
    {
        using var program = new RunbooksProgram();
        var file = program.Write("wait.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: doomed}
            spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
            """);
        using var run = program.Start("run", file, "-o", "name");
        Assert.Equal("doomed", await run.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        (await program.RunAsync("delete", "doomed", "--force")).ShouldExit(0);

        var errors = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Contains("run doomed was deleted before its end", errors, StringComparison.Ordinal);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, run.ExitCode);
    }
}
