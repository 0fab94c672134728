using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Sandbox;

/// <summary>A data folder on disks that refuse.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly RunbooksProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Commands_that_look_work_on_a_folder_that_cant_be_written_and_others_say_why_they_dont()
    {
        _program.Write("hello.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: hello}
            spec: {entrypoint: main, templates: [{name: main, container: {image: busybox, command: [echo], args: [hello]}}]}
            """);
        (await _program.BashAsync("runbooks run $HOME/hello.yaml --runtime process")).ShouldExit(0);

        var looked = await PrivateMounts.BashAsync(_program, """
            mount --bind "$RUNBOOKS_DATA" "$RUNBOOKS_DATA"
            mount -o remount,ro,bind "$RUNBOOKS_DATA"
            ! touch "$RUNBOOKS_DATA/anything" 2>/dev/null
            runbooks list -o name
            runbooks get hello -o name
            runbooks logs hello --timestamps -o text | cut -d ' ' -f 2
            runbooks wait hello
            code=0; runbooks run $HOME/hello.yaml --runtime process || code=$?
            echo "run ends with $code"
            """);

        looked.ShouldExit(0);
        Assert.Equal("hello\nhello\nhello\nrun hello Succeeded\nrun ends with 3\n", looked.Output);
        Assert.Contains(Path.Combine(_program.Folder, "data"), looked.Errors);
    }

    [Fact]
    public async Task On_a_full_disk_a_run_waits_says_so_and_goes_on_when_there_is_room()
    {
        _program.Write("big.yaml", $$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: full}
            spec:
              entrypoint: main
              templates:
                - name: main
                  steps: [[{name: big, template: big}], [{name: after, template: after}]]
                - name: big
                  script: {image: bash, command: [bash], source: "touch {{_program.Folder}}/begun; until test -e {{_program.Folder}}/go; do sleep 0.1; done; head -c 200000 /dev/zero | tr '\\0' x"}
                - name: after
                  container: {image: busybox, command: [echo], args: [done]}
            """);

        var run = await PrivateMounts.BashAsync(_program, """
            mkdir "$RUNBOOKS_DATA"
            mount -t tmpfs -o size=2m tmpfs "$RUNBOOKS_DATA"
            runbooks run "$HOME/big.yaml" --runtime process > "$HOME/out" 2> "$HOME/errors" &
            until test -e "$HOME/begun"; do kill -0 $!; done
            dd if=/dev/zero of="$RUNBOOKS_DATA/filler" bs=4k 2>/dev/null || true
            touch "$HOME/go"
            until grep -q 'refuses what is written' "$HOME/errors"; do kill -0 $!; done
            rm "$RUNBOOKS_DATA/filler"
            wait $! || cat "$HOME/out"
            cat "$HOME/errors"
            runbooks logs full after
            """);

        run.ShouldExit(0);
        Assert.Contains("the disk is full", run.Output);
        Assert.Contains("The run store takes what is written again; the run goes on.", run.Output);
        Assert.EndsWith("\ndone\n", run.Output);
    }
}
