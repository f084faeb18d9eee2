namespace Igniter.Connectors.LiteDb;

/// <summary>LiteDB's data file. It is written by checkpoints only, which then empty the log.</summary>
internal sealed class LiteDbDataStream(string path, LiteDbLogStream log) : FileStream(path, LiteDbFile.StreamOptions)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        // A crash between two pages is mended from the log, so the log comes first.
        log.Sync();
        base.Write(buffer, offset, count);
    }

    public override void Flush() => Flush(flushToDisk: true);
}
