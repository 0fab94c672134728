using Runbooks.Providers.Sandbox.Authentication;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>A service behind the Query protocol: its operations, and its dialect of answers and errors.</summary>
internal abstract class AwsService(string name, string version, IReadOnlyDictionary<string, Operation> operations)
{
    /// <summary>As in the credential scope and in IAM actions.</summary>
    public string Name => name;

    public string Version => version;

    /// <summary>The element name of list items.</summary>
    public abstract string ItemName { get; }

    public Operation Find(string operation) => operations.GetValueOrDefault(operation) ?? throw Unknown(operation);

    /// <summary>Operations that may come without a signature, and that no policy can forbid.</summary>
    public virtual bool IsUnsigned(string operation) => false;

    public virtual bool IsAlwaysAllowed(string operation) => false;

    public abstract void WriteSuccess(ResponseXml xml, string operation, string requestId, Answer answer);

    public abstract void WriteError(ResponseXml xml, string code, string message, string requestId);

    public abstract AwsErrorException Unsigned();

    public abstract AwsErrorException UnknownKey();

    public abstract AwsErrorException WrongSignature();

    public abstract AwsErrorException WrongSessionToken();

    public abstract AwsErrorException ExpiredSession();

    public abstract AwsErrorException ClockSkew();

    public abstract AwsErrorException UnknownRegion(string region);

    public abstract AwsErrorException Denied(Caller caller, string operation);

    private AwsErrorException Unknown(string operation) => operation.Length == 0
        ? new("MissingAction", "The request must contain the parameter Action")
        : new("InvalidAction", $"The action {operation} is not valid for this web service. "
            + $"(The sandbox simulates: {string.Join(", ", operations.Keys.Order())}.)");
}
