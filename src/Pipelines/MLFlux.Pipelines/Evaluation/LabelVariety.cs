namespace MLFlux.Evaluation;

/// <summary>How many different labels the rows have that can be evaluated: those with a label and a finite score.</summary>
internal enum LabelVariety
{
    /// <summary>There is no such row.</summary>
    None,

    /// <summary>All labels are the same: figures that compare labels with each other are not defined.</summary>
    One,

    /// <summary>There are different labels.</summary>
    Several,
}
