namespace Runbooks.Providers.Sandbox.Query;

/// <summary>A request is refused: thrown anywhere in an operation, answered as XML at the endpoint.</summary>
internal sealed class AwsErrorException(string code, string message, int status = 400) : Exception(message)
{
    public string Code => code;

    public int Status => status;

    public static AwsErrorException Missing(string parameter) =>
        new("MissingParameter", $"The request must contain the parameter {parameter}");

    public static AwsErrorException Invalid(string message) => new("InvalidParameterValue", message);
}
