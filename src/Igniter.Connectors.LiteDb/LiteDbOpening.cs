namespace Igniter.Connectors.LiteDb;

/// <summary>Opens a file and says in words what is wrong when that fails.</summary>
internal static class LiteDbOpening
{
    // "Somebody else has it locked": ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, and EWOULDBLOCK of Linux and of macOS.
    private static readonly int[] LockedResults = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    public static LiteDbWriter Open(string path)
    {
        string fullPath = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(fullPath))
            {
                throw Invalid(path, "is a directory. Give the path of a file, for example 'connectors.db'.", innerException: null);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);

            // One file has one lock file, also when it is reached through a link.
            FileSystemInfo? target = File.Exists(fullPath) ? File.ResolveLinkTarget(fullPath, returnFinalTarget: true) : null;
            return new(target?.FullName ?? fullPath);
        }
        catch (IOException exception) when (LockedResults.Contains(exception.HResult))
        {
            throw Invalid(
                path,
                "is open already, in another process or in another store of this one, and LiteDB allows one at a time. "
                    + "Stop the other one or share its store; for several processes, UseEntityFramework with a database server.",
                exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw Invalid(path, "can't be opened. Check that the directory can be made and the file read and written.", exception);
        }
        catch (Exception exception) when (exception is not ConnectorException)
        {
            throw Invalid(path, "isn't a connections file or is damaged. Restore a backup, or move it away to start with an empty one.", exception);
        }
    }

    private static ConnectorException Invalid(string path, string problem, Exception? innerException) =>
        new(ConnectorErrorCodes.ConnectorConfigurationInvalid, $"The LiteDB file '{path}' {problem}", innerException);
}
