using System.Diagnostics;

namespace Runbooks.Benchmarks.Container;

/// <summary>The shutdown of 20 instances at an independent EC2 server: one Pod a call, native steps, and a shell loop of the <c>aws</c> command line.</summary>
internal static class ShutdownBenchmark
{
    private const int Instances = 20;
    private const string Region = "sa-east-1";

    private static readonly string? Endpoint = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_EC2_ENDPOINT");
    private static readonly string? CommandLine = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_AWS_CLI");

    public static async Task RunAsync(Report report, Cluster cluster, Service service)
    {
        if (string.IsNullOrEmpty(Endpoint) || string.IsNullOrEmpty(CommandLine))
        {
            report.Note("shutdown: left out: RUNBOOKS_TEST_EC2_ENDPOINT and RUNBOOKS_TEST_AWS_CLI name no EC2 server and aws command line");
            return;
        }
        await cluster.CreateSecretAsync("awskey", "credentials", $"[default]\naws_access_key_id = bench\naws_secret_access_key = bench-secret\nregion = {Region}\nendpoint_url = {Endpoint}\n");
        await ShellAsync($"for i in $(seq {Instances}); do aws ec2 run-instances --image-id ami-12c6146b > /dev/null; done");
        var native = await TimeAsync(() => service.RunAsync(Runbook("native.yaml"), Parameters));
        var containers = await TimeAsync(() => service.RunAsync(Runbook("container.yaml"), Parameters));
        var shell = await TimeAsync(() => ShellAsync("for id in $(" + Running + "); do aws ec2 stop-instances --instance-ids $id > /dev/null; done"));
        await ShellAsync("aws ec2 terminate-instances --instance-ids $(aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text) > /dev/null");
        report.Compare($"shutdown of {Instances}: native steps, and Pods", ContainerBenchmark.Seconds(native), $"{ContainerBenchmark.Seconds(containers)} Pods", native / containers, null);
        report.Compare($"shutdown of {Instances}: native steps, and a shell loop of aws", ContainerBenchmark.Seconds(native), $"{ContainerBenchmark.Seconds(shell)} shell", native / shell, null);
    }

    private const string Running = "aws ec2 describe-instances --filters Name=instance-state-name,Values=running --query 'Reservations[].Instances[].InstanceId' --output text";

    private static Dictionary<string, string> Parameters => new() { ["region"] = Region };

    private static string Runbook(string name) => File.ReadAllText(Checkout.Runbook(Path.Combine("aws", "shutdown-ec2", name)));

    /// <summary>Each way finds all instances running, and must leave none so.</summary>
    private static async Task<TimeSpan> TimeAsync(Func<Task> shutdown)
    {
        await ShellAsync("ids=$(aws ec2 describe-instances --filters Name=instance-state-name,Values=stopped --query 'Reservations[].Instances[].InstanceId' --output text); [ -z \"$ids\" ] || aws ec2 start-instances --instance-ids $ids > /dev/null");
        var time = await Rounds.MeasureAsync(shutdown);
        await ShellAsync($"[ -z \"$({Running})\" ]");
        return time;
    }

    private static async Task ShellAsync(string script)
    {
        var info = new ProcessStartInfo("bash", ["-c", $"set -e; aws() {{ '{CommandLine}' \"$@\"; }}; {script}"]);
        info.Environment["AWS_ENDPOINT_URL"] = Endpoint;
        info.Environment["AWS_DEFAULT_REGION"] = Region;
        info.Environment["AWS_ACCESS_KEY_ID"] = info.Environment["AWS_SECRET_ACCESS_KEY"] = "bench";
        using var process = Process.Start(info)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"the shell ended with {process.ExitCode}: {script}");
    }
}
