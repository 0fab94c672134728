using Runbooks.Providers.Sandbox;

namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>A simulated cloud that outlives the program under test, reached as any other endpoint.</summary>
internal static class SandboxCloud
{
    public static Task<SandboxServer> StartAsync(int instances, TimeSpan latency) => SandboxServer.StartAsync(new SandboxOptions
    {
        Fleet = Fleet.Of(instances, Fleet.DefaultRegion),
        Latency = latency,
        CheckSignatures = true,
    });

    /// <summary>As a user would point the ambient chain at a private endpoint.</summary>
    public static void UseFrom(this SandboxServer cloud, RunbooksProgram program)
    {
        program.Environment["AWS_ENDPOINT_URL"] = cloud.Endpoint.ToString();
        program.Environment["AWS_ACCESS_KEY_ID"] = SandboxCredential.Default.AccessKeyId;
        program.Environment["AWS_SECRET_ACCESS_KEY"] = SandboxCredential.Default.SecretAccessKey;
    }

    /// <summary>The shipped native shutdown, with the ambient credentials instead of the Secret's.</summary>
    public static string ShutdownWithAmbientCredentials(RunbooksProgram program) => program.Write("ambient.yaml",
        File.ReadAllText(Checkout.Runbook("aws/shutdown-ec2/native.yaml")).Replace("          credentials: {secret: {name: awskey, key: credentials}}\n", "", StringComparison.Ordinal));
}
