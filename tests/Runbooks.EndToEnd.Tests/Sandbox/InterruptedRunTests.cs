using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

/// <summary>Ctrl+C while a local process is at work: what is said is what happens, and the commands that it names lead to the end.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly RunbooksProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_local_process_that_was_cut_off_is_done_again_by_the_commands_that_Ctrl_C_names()
    {
        var marker = Path.Combine(_program.Folder, "begun");
        _program.Write("cut.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: cut}
            spec:
              entrypoint: main
              templates:
                - name: main
                  steps:
                    - - {name: slow, template: slow}
                - name: slow
                  container: {image: busybox, command: [sh, -c], args: ["test -e {{marker}} || { touch {{marker}}; sleep 300; }"]}
            """);

        // With job control, or a process in the background would not be told of Ctrl+C.
        var run = await _program.BashAsync($"""
            set -m
            runbooks run {_program.Folder}/cut.yaml --runtime process 2>&1 & p=$!
            until test -e {marker} || ! kill -0 $p; do sleep 0.1; done
            kill -INT $p
            wait $p; echo "exit code $?"
            runbooks list
            runbooks resume cut; echo "exit code $?"
            runbooks run --resume cut; echo "exit code $?"
            runbooks retry cut; echo "exit code $?"
            """);

        run.ShouldExit(0);
        Assert.Matches(
            """
            (?s)Local processes were ended: slow\..*
              runbooks run --resume cut
            and then, to do again what was cut off:
              runbooks retry cut
            exit code 130
            NAME .*interrupted; go on: runbooks run --resume cut
            exit code 2
            .*outcome unknown.*Try again: runbooks retry cut
            exit code 1
            .*✔ Succeeded in .*
            exit code 0
            """, run.Output);
        Assert.Contains("No process goes on with this run; to go on with it: runbooks run --resume cut", run.Errors, StringComparison.Ordinal);
    }
}
