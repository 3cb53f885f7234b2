using MLFlux.Docs;

string root = DocumentationFiles.FindRoot(Environment.CurrentDirectory);
switch (args)
{
    case []:
        Write(Path.Combine(root, "docs"), DocumentationFiles.Make());
        return 0;
    case ["site", var folder]:
        Write(Path.Combine(folder, "source"), new SitePages(root).Make());
        string[] settings = ["docfx.json", "filter.yml", "template/public/main.css"];
        Write(folder, settings.ToDictionary(file => file, file => File.ReadAllText(Path.Combine(root, "build", "Docs", "Site", file))));
        return 0;
    case ["links", var folder]:
        IReadOnlyList<string> broken = SiteLinks.Broken(folder);
        foreach (string link in broken)
            Console.Error.WriteLine(link);
        return broken.Count == 0 ? 0 : 1;
    default:
        Console.Error.WriteLine("Expected nothing (the pages in docs are made anew), site FOLDER or links FOLDER: see tests/Site/run.sh.");
        return 1;
}

static void Write(string folder, IReadOnlyDictionary<string, string> files)
{
    foreach ((string path, string text) in files)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        Console.WriteLine(path);
    }
}
