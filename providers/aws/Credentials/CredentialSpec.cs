using Runbooks.Secrets;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>A step's <c>credentials</c>.</summary>
/// <param name="Secret">
/// Holds a file in AWS's shared-credentials format; null: the ambient chain (environment, profile, web identity, container, instance).
/// </param>
/// <param name="Profile">The profile within it.</param>
/// <param name="Role">A role to take on with these credentials.</param>
internal sealed record CredentialSpec(SecretKey? Secret, string Profile, RoleSpec? Role)
{
    public static CredentialSpec Ambient { get; } = new(null, "default", null);
}
