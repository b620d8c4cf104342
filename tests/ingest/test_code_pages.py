"""Text in other code pages is read as what it is, and Windows-1252 stays what it was. The words are written here, the bytes are Python's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.books import REAL, column, csv, load, needs_shared, only
from value_model.ingest.read import codepages

SAMPLES = {
    "cp1250": "Nazwa projektu;Kierownik;Budżet\nPrzebudowa mostu;Łukasz Wiśniewski;100000\nRozwój usług cyfrowych;Małgorzata Dąbrowska;200000\n"
    "Główna ścieżka rowerowa;Józef Żak;50000\n",
    "cp1251": "Название проекта;Руководитель;Бюджет\nРеконструкция моста;Иван Петров;100000\nЦифровые услуги для граждан;Анна Смирнова;200000\n",
    "koi8_r": "Название проекта;Руководитель;Бюджет\nРеконструкция моста;Иван Петров;100000\nЦифровые услуги для граждан;Анна Смирнова;200000\n",
    "cp1253": "Όνομα έργου;Υπεύθυνος;Προϋπολογισμός\nΑνακατασκευή γέφυρας;Νίκος Παπαδόπουλος;100000\nΨηφιακές υπηρεσίες πολιτών;Μαρία Γεωργίου;200000\n",
    "cp932": "プロジェクト名,責任者,予算\n橋の架け替え工事,田中,100000\n市民向けデジタルサービスの整備,鈴木,200000\n",
    "gb18030": "项目名称,负责人,预算\n桥梁改造工程,张伟,100000\n市民数字服务平台建设,李娜,200000\n综合交通枢纽与地下管廊,王芳,50000\n",
}
CZECH = "Název projektu;Vedoucí;Rozpočet\nPřestavba mostu přes řeku;Jiří Dvořák;100000\nRozšíření sítě škol a měření;Věra Křížová;200000\n"
HUNGARIAN = "Projekt neve;Felelős;Költség\nHídfelújítás és bővítés;Őri Győző;100000\nGyűjtőút építése, műszaki ellenőr;Fűtő Jenő;200000\n"
WESTERN = [
    "Naïve façade;Müller;Größe\nDéjà vu à l'école;François;coûts élevés\nÉtudes préalables;Zoë;où\n",
    "Prosjekt;Leder\nBrønnøysund havn;Bjørn Åsæther\nFornyelse av skole på Ås;Sølvi Ødegård\nVære så god;Kjærsti\n",
    "Progetto;Responsabile\nPiù città;Niccolò\nQualità e metà;Così è perché\n",
    "Projeto;Gestor\nConstrução da estação;João Conceição\nRenovação e manutenção;Inês Simões\nÀs três;Antônio\n",
    "Project;Cost\n“Quoted” – dash … £1,000 • bullet ™ ®;€5\n£2m ½ ¼ ° § “x” ’y’\n",
    "Projekt;Leiter\nSTRASSE FÜR ÄRZTE ÖFFNUNG;MÜLLER ÄÖÜ\nßÄÖÜ äöü;x\n",
    "Proyecto;Jefe\n¿Qué hará? ¡Sí!;Nº 3ª ñandú\nMás señales;Muñoz\n",
    "Eesti;Juht\nÕigus ja töö;Jüri Õunapuu\nSõidutee põhi;Tõnu Kõiv\n",
    "Fjöldi;Stjóri\nÞjónusta við íbúa;Þórður Guðmundsson\nBrúin yfir ána;Ævar Örn\n",
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), [*SAMPLES.items(), ("cp1250", CZECH), ("cp1250", HUNGARIAN)])
def test_a_code_page_is_told_by_its_letters(page: str, text: str) -> None:
    assert codepages.of(text.encode(page)) == page


@pytest.mark.parametrize("text", WESTERN)
def test_windows_1252_stays_what_it_is(text: str) -> None:
    assert codepages.of(text.encode("cp1252")) is None


def test_a_few_bytes_prove_nothing() -> None:
    assert codepages.of("Имя".encode("cp1251")) is None


@needs_shared
@pytest.mark.parametrize(
    "name",
    ["uk_gmpp_2014_projects_in_columns", "uk_gmpp_2017_projects_in_columns", "uk_gmpp_2019", "uk_gmpp_2021", "uk_gmpp_2023_with_benefits"],
)
def test_the_government_files_are_windows_1252(name: str) -> None:
    assert codepages.of((REAL / f"{name}.csv").read_bytes()) is None


def test_a_file_in_another_code_page_says_which(tmp_path: Path) -> None:
    found = load(
        csv(tmp_path / "lista.csv", SAMPLES["cp1250"].replace("Nazwa projektu", "Project").replace("Kierownik", "Manager"), "cp1250")
    )
    assert column(found, "projects", "manager") == ["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Józef Żak"]
    assert "Windows-1250" in only(found, "text-read-as").problem
