namespace MLFlux.Images;

/// <summary>The error of an image that cannot be read, by the name its user knows it by.</summary>
internal static class ImageErrors
{
    /// <summary>What a program can do about such images.</summary>
    public const string Remedy = $"set {nameof(ImageToVectorOptions.Unreadable)} to {nameof(UnreadableImages.Skip)}";

    /// <summary>The image's name: its path, or its row and column.</summary>
    public static string Source(ImageInput input, string column, long position) => input.Kind == ImageInputKind.Path
        ? $"'{input.Path}'"
        : $"the image in row {position} (counted from 0) of column '{column}'";

    public static InvalidDataException Unreadable(ImageInput input, string column, long position, InvalidDataException fault) => new(
        $"Column '{column}': {Source(input, column, position)} cannot be read: {fault.Message}. Mend or remove it, or {Remedy}.",
        fault);
}
