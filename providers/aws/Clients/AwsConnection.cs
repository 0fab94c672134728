using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Where calls go, and as whom.</summary>
/// <param name="Endpoint">Null: AWS's own for the region.</param>
/// <param name="Identity">Tells credentials apart without showing them.</param>
internal sealed record AwsConnection(string Region, Uri? Endpoint, AWSCredentials Credentials, string Identity);
