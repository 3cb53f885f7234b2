using System.CommandLine;
using System.Globalization;
using ApplesAndBananas;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

var data = new Option<DirectoryInfo?>("--data")
{
    HelpName = "DIR",
    Description = "Folder of apples.tsv, bananas.tsv and grapes.tsv, each with the columns red and green. Default: fruit made by this "
    + "program.",
};
var seed = new Option<int>("--seed") { HelpName = "N", Description = "Decides all that is random.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("A first network, step by step: tells apples from bananas and grapes by their colour.") { data, seed };
command.SetAction(parsed =>
{
    try
    {
        Basket basket = parsed.GetValue(data) is DirectoryInfo folder
            ? FruitFiles.Read(folder.FullName)
            : FruitFactory.Make(parsed.GetValue(seed));
        Lesson.Run(basket, parsed.GetValue(seed));
        return 0;
    }
    catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
