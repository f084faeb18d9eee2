namespace Igniter.Connectors.LiteDb;

/// <summary>A file on the disk, for this process alone, without a buffer. <see cref="Flush()"/> brings everything to the disk.</summary>
internal sealed class LiteDbDisk(string path) : FileStream(path, Options)
{
    private static FileStreamOptions Options => new()
    {
        Mode = FileMode.OpenOrCreate,
        Access = FileAccess.ReadWrite,
        Share = FileShare.None,
        BufferSize = 0,
    };

    public override void Flush() => Flush(flushToDisk: true);
}
