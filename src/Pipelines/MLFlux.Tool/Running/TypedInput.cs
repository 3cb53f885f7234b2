using MLFlux.ParquetFiles;
using MLFlux.Progress;

namespace MLFlux.Tool.Running;

/// <summary>Data whose values have types of their own: Parquet files, and queries.</summary>
internal static class TypedInput
{
    /// <summary>The values of an input; null for text and images.</summary>
    public static CountedSource? Of(TableInput input, RowCounter counter) =>
        input.Query is { } query ? new CountedSource(query, counter)
        : File.Exists(input.Path) && Files.RegularFile.Other(input.Path) is null && ParquetSource.IsParquet(input.Path)
            ? new CountedSource(new ParquetSource(input.Path, input.Name), counter) : null;
}
