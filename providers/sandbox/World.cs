using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Ec2;

namespace Runbooks.Providers.Sandbox;

/// <summary>Everything that a reset starts afresh: instances, and the sessions that STS gave out.</summary>
internal sealed class World
{
    public World(SandboxOptions options)
    {
        Cloud = new Cloud(options);
        Authenticator = new Authenticator(options, Sessions);
    }

    public Cloud Cloud { get; }

    public Sessions Sessions { get; } = new();

    public Authenticator Authenticator { get; }
}
