namespace SnapshotLambda.Aws;

/// <summary>
/// The part of EC2 that this function uses, in one region and with one set of credentials; who needs less asks for one of the interfaces
/// that it is made of. Every method throws <see cref="AwsCallException"/> and nothing else, but for cancellation. Reads are tried again
/// where that can help. A page that cannot be read completely is an error, never a short list.
/// </summary>
internal interface IEc2 : IEc2Inventory, IEc2Guards, IEc2Tags, IEc2Deletions, IEc2Restoring, IDisposable;
