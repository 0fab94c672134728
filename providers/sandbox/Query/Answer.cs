namespace Runbooks.Providers.Sandbox.Query;

/// <summary>Writes what a successful operation returns. It runs after the operation, outside of any lock.</summary>
internal delegate void Answer(ResponseXml xml);

/// <summary>Carries out one operation, or throws an <see cref="AwsErrorException"/> and changes nothing.</summary>
internal delegate Answer Operation(Call call);
