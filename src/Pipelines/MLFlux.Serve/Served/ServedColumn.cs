using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLFlux.Served;

/// <summary>A column that each row has to have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Choices">The values that were there in training, where the model tells them apart one by one; otherwise empty.</param>
/// <param name="Unit">The unit of its numbers, where the model's card has one.</param>
internal sealed record ServedColumn(string Name, DataViewType Type, IReadOnlyList<string> Choices, string? Unit)
{
    /// <summary>Its numbers in training, where the model's card has them.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>What is given for it.</summary>
    public ServedColumnKind Kind => Type switch
    {
        VectorDataViewType { IsKnownSize: false } bytes when bytes.ItemType == NumberDataViewType.Byte => ServedColumnKind.Image,
        ImageDataViewType => ServedColumnKind.Image,
        VectorDataViewType => ServedColumnKind.List,
        _ when Choices.Count > 0 => ServedColumnKind.Category,
        KeyDataViewType => ServedColumnKind.WholeNumber,
        BooleanDataViewType => ServedColumnKind.Truth,
        DateTimeDataViewType or DateTimeOffsetDataViewType => ServedColumnKind.Date,
        NumberDataViewType => HasDecimals ? ServedColumnKind.Number : ServedColumnKind.WholeNumber,
        _ => ServedColumnKind.Text,
    };

    /// <summary>Whether null stands for a value that is missing.</summary>
    public bool CanBeMissing => Type is TextDataViewType or KeyDataViewType || HasDecimals;

    /// <summary>How many values a list has; 0 for any number.</summary>
    public int Size => (Type as VectorDataViewType)?.Size ?? 0;

    /// <summary>Whether the values of a list are numbers.</summary>
    public bool HoldsNumbers => Type is VectorDataViewType { ItemType: NumberDataViewType };

    private bool HasDecimals => Type == NumberDataViewType.Single || Type == NumberDataViewType.Double;
}
