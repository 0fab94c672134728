using System.Text;
using Runbooks.Secrets;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>The file in a Secret. It gives keys, a region and endpoints; what would have to be fetched or run first is told with the way to write it.</summary>
internal static class SharedCredentials
{
    /// <exception cref="StepException">The file is malformed; the message names the line, not its content.</exception>
    public static ProfileSet Parse(byte[] content, SecretKey secret)
    {
        var profiles = new ProfileSet($"Secret {secret}");
        profiles.AddEither(ProfileFile.Parse(Encoding.UTF8.GetString(content), $"Secret {secret}"));
        return profiles;
    }

    /// <exception cref="StepException">The profile gives no key by itself.</exception>
    public static AwsKey KeyOf(Profile profile, CredentialSpec step)
    {
        if (profile.Given("credential_process") is not null && !profile.HasKey)
            throw profile.Wrong("has a credential_process, which is not run: whoever may write the Secret could run anything here. Put the keys themselves into it");
        if (profile.Given("web_identity_token_file") is not null)
            throw profile.Wrong("has a web_identity_token_file, which is a file of another machine; leave the Secret out for the engine's own web identity");
        if (profile.UsesSso && !profile.HasKey)
            throw profile.Wrong("signs in with SSO, which takes a browser. Put keys into it: aws configure export-credentials --format env prints some");
        if (profile.RoleArn is { } role && !IsTakenOnByStep(role, profile, step)) throw profile.Wrong($"takes on a role; {HowTo(role, profile, step)}");
        return profile.Key();
    }

    /// <summary>The step says itself that the profile's own key takes on its role.</summary>
    private static bool IsTakenOnByStep(string role, Profile profile, CredentialSpec step) => profile.HasKey && step.Role?.Arn == role;

    private static string HowTo(string role, Profile profile, CredentialSpec step)
    {
        if (profile.Given("mfa_serial") is not null) return "and wants an MFA code for it (mfa_serial), which nobody can type here";
        if (profile.Given("credential_source") is not null) return $"from the engine's own credentials: leave out 'secret' and write assumeRole: {{{Fields(role, profile)}}}";
        var from = profile.Given("source_profile") ?? profile.Name;
        return $"say so in the step: credentials: {{secret: {{name: {step.Secret!.Name}, key: {step.Secret.Key}, profile: {from}}}, assumeRole: {{{Fields(role, profile)}}}}}";
    }

    private static string Fields(string role, Profile profile) => string.Join(", ", new[]
    {
        $"roleArn: \"{role}\"",
        profile.Given("external_id") is { } id ? $"externalId: {id}" : null,
        profile.Given("role_session_name") is { } session ? $"sessionName: {session}" : null,
        profile.Given("duration_seconds") is { } seconds ? $"durationSeconds: {seconds}" : null,
    }.OfType<string>());
}
