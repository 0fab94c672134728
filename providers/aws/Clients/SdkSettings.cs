using System.Runtime.CompilerServices;
using Amazon.Runtime.CredentialManagement;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>What the SDK takes from its process's environment when it is first used, set before that.</summary>
internal static class SdkSettings
{
    private const string NewRetries = "AWS_NEW_RETRIES_2026";
    private const string Nothing = "/dev/null";

    static SdkSettings()
    {
        // Without its newer retries the SDK never refills what adaptive mode lets calls draw on while they wait for it:
        // after one throttled call, the next ones wait 15 s and fail. AWS makes them the default at the end of 2026.
        if (Environment.GetEnvironmentVariable(NewRetries) is null) Environment.SetEnvironmentVariable(NewRetries, "true");
        if (File.Exists(Nothing)) HideFiles();
    }

    /// <summary>Has them set.</summary>
    public static void Apply()
    {
    }

    /// <summary>
    /// The user's AWS files are read by us (<see cref="Credentials.ProfileFile"/>): the SDK reads them otherwise than the AWS command line, and a line
    /// that it doesn't like breaks every client. It notes their paths once; steps that run as processes have the environment as it was.
    /// </summary>
    private static void HideFiles()
    {
        var (config, credentials) = (SharedCredentialsFile.SharedConfigFileEnvVar, SharedCredentialsFile.SharedCredentialsFileEnvVar);
        var before = (Environment.GetEnvironmentVariable(config), Environment.GetEnvironmentVariable(credentials));
        Environment.SetEnvironmentVariable(config, Nothing);
        Environment.SetEnvironmentVariable(credentials, Nothing);
        RuntimeHelpers.RunClassConstructor(typeof(SharedCredentialsFile).TypeHandle);
        Environment.SetEnvironmentVariable(config, before.Item1);
        Environment.SetEnvironmentVariable(credentials, before.Item2);
    }
}
