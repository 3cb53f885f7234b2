namespace MLFlux.Models;

/// <summary>Where a model's files lie: ML.NET's zip, or a checkpoint's.</summary>
internal interface IPartSource
{
    /// <summary>Lets a file be read, once, from its beginning; the reader is told how long the file is.</summary>
    /// <exception cref="InvalidDataException">The file is missing.</exception>
    void Open(string name, Action<Stream, long> read);
}
