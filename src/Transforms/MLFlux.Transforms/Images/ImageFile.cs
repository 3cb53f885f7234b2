namespace MLFlux.Images;

/// <summary>A row of <see cref="ImageFolderCatalog.LoadFromImageFolder"/>: the names are those of the columns.</summary>
internal sealed class ImageFile
{
    public required string ImagePath { get; init; }

    public required string Label { get; init; }
}
