namespace MLFlux.Estimators;

/// <summary>Why a row's label cannot be learned from.</summary>
internal enum LabelFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>The label is missing: the key 0, or not a number.</summary>
    Missing,

    /// <summary>The label, or one of its values, is infinite.</summary>
    Infinite,

    /// <summary>The label's value is none of those in the training data.</summary>
    Unknown,

    /// <summary>The group of the row is missing: the key 0.</summary>
    NoGroup,
}
