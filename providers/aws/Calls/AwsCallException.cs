namespace Runbooks.Providers.Aws.Calls;

/// <summary>A call that failed.</summary>
internal sealed class AwsCallException(AwsFailure failure, Exception inner) : Exception(failure.Text, inner)
{
    public AwsFailure Failure => failure;
}
